/* Makes all documents of a layout in one process, as a server of handouts would, through the public
 * header alone, and prints what a document takes.
 *
 *     handouts TRIP LAYOUT [--lightweight | --layout-only] [--alone EVERY]
 *
 * Processor seconds are those of making the documents, without the reading of the trip; memory is
 * the resident set after the first hundred and after the last. With --alone each EVERY-th is made
 * by itself as well, and the exit status is 1 where its bytes are others. So it is where a document
 * fails. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "briefbook.h"

enum { WARM = 100 };

struct figures {
    size_t made, failed, different, compared;
    size_t bytes, largest;
    double seconds;
    long warm_kib, end_kib;
};

static double
read_clock(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static long
read_resident(void)
{
    long size = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &size, &resident) != 2)
        resident = 0;
    if (file)
        fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/* Whether the document has the bytes that it has when nothing was made before it. */
static bool
same_alone(struct bb_document *document, const char *trip,
    const struct bb_document_options *options, const struct bb_render_options *render, size_t index)
{
    char only[512];
    const char *list[] = {only};
    struct bb_document_options alone = *options;
    size_t len = 0, len_alone = 0;
    snprintf(
        only, sizeof only, "%s=%s", bb_document_each(document), bb_document_name(document, index));
    alone.only = list;
    alone.nonly = 1;
    struct bb_document *other = bb_document_open(trip, &alone);
    bb_document_render(other, render);
    const void *bytes = bb_document_bytes(document, &len);
    const void *bytes_alone = bb_document_bytes(other, &len_alone);
    bool same = len > 0 && len == len_alone && memcmp(bytes, bytes_alone, len) == 0;
    bb_document_close(other);
    return same;
}

/* Chooses and renders one; counts what came out. */
static void
make(struct bb_document *document, size_t index, const struct bb_render_options *render,
    struct figures *figures)
{
    size_t len = 0;
    double start = read_clock();
    bool good = bb_document_choose(document, index) == BB_OUTCOME_DONE
        && (!render || bb_document_render(document, render) == BB_OUTCOME_DONE);
    figures->seconds += read_clock() - start;
    bb_document_bytes(document, &len);
    figures->made += good;
    figures->failed += !good;
    figures->bytes += len;
    if (len > figures->largest)
        figures->largest = len;
}

static void
print(const struct figures *figures)
{
    double made = (double)(figures->made > 0 ? figures->made : 1);
    printf("documents %zu failed %zu seconds %.3f rate %.1f bytes %.0f largest %zu memory %ld %ld",
        figures->made, figures->failed, figures->seconds, made / figures->seconds,
        (double)figures->bytes / made, figures->largest, figures->warm_kib, figures->end_kib);
    printf(" compared %zu different %zu\n", figures->compared, figures->different);
}

int
main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: handouts TRIP LAYOUT [--lightweight | --layout-only] [--alone EVERY]\n",
            stderr);
        return 2;
    }
    struct bb_document_options options = {.layout = argv[2], .data = BENCH_DATA};
    struct bb_render_options render = {0};
    const struct bb_render_options *rendered = &render;
    size_t every = 0;
    for (int i = 3; i < argc; i++) {
        if (strcmp(argv[i], "--lightweight") == 0)
            render.lightweight = true;
        else if (strcmp(argv[i], "--layout-only") == 0)
            rendered = NULL;
        else if (strcmp(argv[i], "--alone") == 0 && i + 1 < argc)
            every = strtoul(argv[++i], NULL, 10);
    }
    struct figures figures = {0};
    struct bb_document *document = bb_document_open(argv[1], &options);
    for (size_t i = 0; i < bb_document_count(document); i++) {
        make(document, i, rendered, &figures);
        if (rendered && every > 0 && i % every == every - 1) {
            figures.compared++;
            figures.different += !same_alone(document, argv[1], &options, &render, i);
        }
        if (i + 1 == WARM)
            figures.warm_kib = read_resident();
    }
    figures.end_kib = read_resident();
    if (bb_document_outcome(document) != BB_OUTCOME_DONE)
        bb_document_print(document, stderr, &(struct bb_print_options){.errors_only = true});
    print(&figures);
    bb_document_close(document);
    return figures.made == 0 || figures.failed > 0 || figures.different > 0;
}
