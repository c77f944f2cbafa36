/* The pipeline as one call: trip and layout are read, composed and laid out (several.c); what stays
 * is the display list, from which any format can be rendered (render.c).
 *
 * A stage starts when all before it went without errors, for a book with a hole in it is worse
 * than none; within a stage everything that is wrong is found. Trip and layout do not depend on
 * each other, so the mistakes of both are reported. */
#include "document/document.h"

#include <stdlib.h>
#include <unistd.h>

#include "face/face.h"
#include "image/image.h"
#include "itinerary/itinerary.h"
#include "schema/scan.h"
#include "text/text.h"

static enum bb_outcome
worse(enum bb_outcome a, enum bb_outcome b)
{
    return a > b ? a : b;
}

bool
bb_document_goes_on(struct bb_document *document, enum bb_status status)
{
    struct bb_document_outcomes *outcomes = &document->outcomes;
    size_t errors = document->diag.document ? document->diag.own_errors : document->diag.nerrors;
    enum bb_outcome outcome = BB_OUTCOME_DONE;
    if (status == BB_IO || status == BB_INTERNAL)
        outcome = BB_OUTCOME_FAILED;
    else if (status == BB_INVALID || errors > 0)
        outcome = BB_OUTCOME_INVALID;
    outcomes->own = worse(outcomes->own, outcome);
    outcomes->worst = worse(outcomes->worst, outcomes->own);
    return outcomes->own == BB_OUTCOME_DONE;
}

struct bb_faces *
bb_document_open_faces(struct bb_document *document)
{
    struct bb_faces *faces = bb_faces_create(
        &document->input, document->fonts_yaml, document->font_dirs, document->nfont_dirs);
    bool readable = faces || access(document->fonts_yaml, R_OK) == 0;
    bb_document_goes_on(document, faces ? BB_OK : readable ? BB_INVALID : BB_IO);
    return faces;
}

/* The language asked for in its canonical form; what is none is reported and stays as it is. */
static const char *
check_language(struct bb_document *document, const char *asked)
{
    struct bb_span none = {0};
    const char *canonical = asked;
    if (!asked)
        return NULL;
    if (!bb_scan_language(&document->arena, bb_str_from(asked), &canonical))
        bb_report(&document->diag, BB_D_BAD_LANGUAGE, none, asked);
    else if (bb_scan_language_slip(canonical))
        bb_report(&document->diag, BB_D_COUNTRY_AS_LANGUAGE, none, asked,
            bb_scan_language_slip(canonical));
    bb_document_goes_on(document, BB_OK);
    return canonical;
}

static void
read_trip(struct bb_document *document, const char *trip, const struct bb_document_options *options)
{
    const struct bb_settings settings = {options->settings, options->nsettings};
    document->language = check_language(document, options->language);
    bb_document_goes_on(
        document, bb_itinerary_load(&document->input, trip, &settings, &document->trip));
    document->trip_path = bb_arena_str(&document->arena, bb_str_from(trip)).ptr;
    document->trip_sources = (uint32_t)document->sources.list.len;
    if (document->trip && options->all_pictures)
        bb_document_check_pictures(document, document->trip);
    bb_document_goes_on(document, BB_OK);
    document->outcomes.trip = document->outcomes.own;
    document->trip_warnings = document->diag.nwarnings;
}

static size_t
pick(size_t asked, size_t otherwise)
{
    return asked > 0 ? asked : otherwise;
}

static struct bb_limits
pick_limits(const struct bb_document_limits *asked)
{
    struct bb_limits limits = BB_LIMITS_DEFAULT;
    limits.file_bytes = pick(asked->file_bytes, limits.file_bytes);
    limits.depth = pick(asked->depth, limits.depth);
    limits.nodes = pick(asked->nodes, limits.nodes);
    limits.items = pick(asked->items, limits.items);
    limits.pages = pick(asked->pages, limits.pages);
    limits.pixels = pick(asked->pixels, limits.pixels);
    return limits;
}

static const char *
keep(struct bb_document *document, const char *text)
{
    return bb_arena_str(&document->arena, bb_str_from(text)).ptr;
}

static const char **
keep_list(struct bb_document *document, const char *const *texts, size_t ntexts)
{
    const char **kept = BB_NEW_ARRAY(&document->arena, const char *, ntexts);
    for (size_t i = 0; i < ntexts; i++)
        kept[i] = keep(document, texts[i]);
    return kept;
}

static void
keep_options(struct bb_document *document, const struct bb_document_options *options)
{
    document->limits = pick_limits(&options->limits);
    document->data = keep(document, options->data ? options->data : BB_DATA_DIR);
    document->fonts_yaml = options->fonts
        ? keep(document, options->fonts)
        : bb_arena_printf(&document->arena, "%s/fonts/fonts.yaml", document->data).ptr;
    document->nfont_dirs = options->nfont_dirs;
    document->font_dirs = keep_list(document, options->font_dirs, options->nfont_dirs);
    document->nonly = options->nonly;
    document->only = keep_list(document, options->only, options->nonly);
    document->nsettings = options->nsettings;
    document->settings = keep_list(document, options->settings, options->nsettings);
    document->parts = options->parts > 0 ? options->parts : 1;
    document->part = options->part;
    document->mark_missing_glyphs = options->mark_missing_glyphs;
    const char *epoch = options->epoch ? options->epoch : getenv("SOURCE_DATE_EPOCH");
    document->epoch = epoch && *epoch ? keep(document, epoch) : NULL;
}

static void
take_trip(struct bb_document *document, const char *trip, const struct bb_document_options *options)
{
    read_trip(document, trip, options);
    bb_document_take_layout(document, options->layout);
    if (document->items.len == 1 && document->layout->npack == 0)
        bb_document_choose(document, 0);
}

void
bb_document_reopen(
    struct bb_document *document, const char *trip, const struct bb_document_options *options)
{
    struct bb_limits limits = document->limits;
    keep_options(document, options);
    document->limits = limits;
    take_trip(document, trip, options);
}

struct bb_document *
bb_document_open(const char *trip, const struct bb_document_options *options)
{
    struct bb_arena arena;
    bb_arena_init(&arena);
    struct bb_document *document = BB_NEW(&arena, struct bb_document);
    document->arena = arena;
    bb_sources_init(&document->sources, &document->arena);
    bb_diag_init(&document->diag, &document->arena, &document->sources);
    keep_options(document, options);
    bb_input_init(
        &document->input, &document->arena, &document->sources, &document->diag, &document->limits);
    document->images = bb_images_create(&document->input);
    bb_arena_init(&document->own);
    bb_display_init(&document->display, &document->own);
    bb_buf_init(&document->bytes, 0);
    document->chosen = SIZE_MAX;
    if (trip)
        take_trip(document, trip, options);
    return document;
}

void
bb_document_close(struct bb_document *document)
{
    if (!document)
        return;
    bb_buf_finish(&document->bytes);
    bb_document_release_text(document);
    bb_arena_finish(&document->own);
    struct bb_arena arena = document->arena; /* the document lives in it */
    bb_arena_finish(&arena);
}

enum bb_outcome
bb_document_outcome(const struct bb_document *document)
{
    return document->outcomes.worst;
}

const char *
bb_document_version(void)
{
    return BB_VERSION;
}
