/* The floor: what no program can avoid that makes the same book from the same fonts.
 *
 * Reads the display list's dump (format in src/display/dump.c) and shapes each run's text once with
 * HarfBuzz, subsets each face once as fontset does, and deflates the pages' content at level 6. It
 * knows the itinerary, the line breaks and the positions beforehand and draws nothing. Its count of
 * instructions is the yardstick of bench/run.
 *
 * Usage: floor DUMP CONTENT FONT-FOLDER... */
#include <hb-ot.h>
#include <hb-subset.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { FACES_MOST = 64 };

struct face {
    hb_face_t *face;
    hb_font_t *font;
    hb_set_t *glyphs;
};

struct floor {
    struct face faces[FACES_MOST];
    size_t nfaces;
    char **folders;
    int nfolders;
    hb_buffer_t *buffer;
    size_t runs, glyphs, subset_bytes, deflated_bytes;
};

static void
die(const char *what, const char *which)
{
    fprintf(stderr, "floor: %s: %s\n", what, which);
    exit(1);
}

static char *
read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        die("cannot read", path);
    long size = ftell(file);
    rewind(file);
    char *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size)
        die("cannot read", path);
    fclose(file);
    bytes[size] = '\0';
    *len = (size_t)size;
    return bytes;
}

/* Undoes the quoting of a text that starts at `*at` (on the opening quote) in place; `*at` moves
 * past the closing one. */
static char *
unquote(char **at, size_t *len)
{
    char *from = *at + 1;
    char *start = from, *to = from;
    while (*from != '"' && *from != '\0') {
        if (*from != '\\') {
            *to++ = *from++;
        } else if (from[1] == 'u') {
            char digits[5] = {from[2], from[3], from[4], from[5], '\0'};
            *to++ = (char)strtol(digits, NULL, 16);
            from += 6;
        } else {
            *to++ = from[1] == 'n' ? '\n' : from[1];
            from += 2;
        }
    }
    *at = from + (*from == '"');
    *len = (size_t)(to - start);
    return start;
}

/* --- fonts ------------------------------------------------------------------------------------ */

/* face N "FILE" INDEX ["VARIATIONS"] */
static void
open_face(struct floor *floor, char *line)
{
    size_t len;
    char *at = strchr(line, '"');
    if (!at || floor->nfaces == FACES_MOST)
        die("bad face", line);
    char *name = unquote(&at, &len);
    name[len] = '\0';
    struct face *face = &floor->faces[floor->nfaces++];
    for (int i = 0; i < floor->nfolders && !face->face; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", floor->folders[i], name);
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
        if (blob)
            face->face = hb_face_create(blob, (unsigned)strtol(at, NULL, 10));
        hb_blob_destroy(blob);
    }
    if (!face->face)
        die("no such font in the folders", name);
    face->font = hb_font_create(face->face);
    face->glyphs = hb_set_create();
}

static hb_blob_t *
reference_outline_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
    static const char kept[][5] = {"head", "hhea", "hmtx", "maxp", "name", "CFF ", "glyf", "loca"};
    (void)face;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        if (tag == HB_TAG(kept[i][0], kept[i][1], kept[i][2], kept[i][3]))
            return hb_face_reference_table(whole, tag);
    }
    return NULL;
}

/* As fontset does: without cmap and layout tables, desubroutinised, unhinted. */
static void
subset_face(struct floor *floor, struct face *face)
{
    hb_face_t *outlines = hb_face_create_for_tables(reference_outline_table, face->face, NULL);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_set_union(hb_subset_input_glyph_set(input), face->glyphs);
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID));
    hb_face_t *subset = hb_subset_or_fail(outlines, input);
    if (!subset)
        die("cannot subset", "a face");
    hb_blob_t *blob = hb_face_reference_blob(subset);
    floor->subset_bytes += hb_blob_get_length(blob);
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
    hb_subset_input_destroy(input);
    hb_face_destroy(outlines);
}

/* --- text ------------------------------------------------------------------------------------- */

/* run X Y SIZE #RRGGBB FACE LANGUAGE [rtl] "TEXT" GLYPH... */
static void
shape_run(struct floor *floor, char *line)
{
    char *at = line;
    long fields[3];
    for (int i = 0; i < 3; i++)
        fields[i] = strtol(at, &at, 10);
    at = strchr(at, '#');
    unsigned long number = at ? strtoul(at + 7, &at, 10) : FACES_MOST;
    if (number >= floor->nfaces)
        die("bad run", line);
    char *language = at + 1;
    at = strchr(language, ' ');
    char *quote = strchr(at, '"');
    bool rtl = quote - at > 1;
    size_t len;
    char *text = unquote(&quote, &len);

    struct face *face = &floor->faces[number];
    hb_buffer_t *buffer = floor->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text, (int)len, 0, (int)len);
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_direction(buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, hb_language_from_string(language, (int)(at - language)));
    hb_font_set_scale(face->font, (int)fields[2], (int)fields[2]);
    hb_shape(face->font, buffer, NULL, 0);

    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++)
        hb_set_add(face->glyphs, infos[i].codepoint);
    floor->runs++;
    floor->glyphs += count;
}

static void
read_dump(struct floor *floor, char *dump)
{
    for (char *line = dump, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        line += strspn(line, " ");
        if (strncmp(line, "run ", 4) == 0)
            shape_run(floor, line + 4);
        else if (strncmp(line, "face ", 5) == 0)
            open_face(floor, line);
    }
}

static void
deflate_content(struct floor *floor, const char *bytes, size_t len)
{
    uLongf size = compressBound(len);
    Bytef *out = malloc(size);
    if (!out || compress2(out, &size, (const Bytef *)bytes, len, 6) != Z_OK)
        die("cannot deflate", "the content");
    floor->deflated_bytes = size;
    free(out);
}

int
main(int argc, char **argv)
{
    if (argc < 4)
        die("usage", "floor DUMP CONTENT FONT-FOLDER...");
    struct floor floor = {.folders = argv + 3, .nfolders = argc - 3, .buffer = hb_buffer_create()};
    size_t len;
    char *dump = read_file(argv[1], &len);
    read_dump(&floor, dump);
    free(dump);
    for (size_t i = 0; i < floor.nfaces; i++)
        subset_face(&floor, &floor.faces[i]);
    char *content = read_file(argv[2], &len);
    deflate_content(&floor, content, len);
    free(content);
    printf("runs %zu glyphs %zu faces %zu subset %zu content %zu deflated %zu\n", floor.runs,
        floor.glyphs, floor.nfaces, floor.subset_bytes, len, floor.deflated_bytes);
    for (size_t i = 0; i < floor.nfaces; i++) {
        hb_set_destroy(floor.faces[i].glyphs);
        hb_font_destroy(floor.faces[i].font);
        hb_face_destroy(floor.faces[i].face);
    }
    hb_buffer_destroy(floor.buffer);
    return 0;
}
