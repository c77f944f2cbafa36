/* The pipeline as one call: trip and layout are read, composed and laid out; what stays is the
 * display list, from which any format can be rendered (render.c).
 *
 * A stage starts when all before it went without errors, for a book with a hole in it is worse
 * than none; within a stage everything that is wrong is found. Trip and layout do not depend on
 * each other, so the mistakes of both are reported. Keeping Pango's fonts for rendering was the
 * alternative to freeing them here: rendering needs the files only, and the two peaks of memory do
 * not add up. */
#include "document/document.h"

#include <unistd.h>

#include "compose/compose.h"
#include "face/face.h"
#include "image/image.h"
#include "itinerary/itinerary.h"
#include "layout/layout.h"
#include "schema/scan.h"
#include "schema/vocabulary.h"
#include "template/template.h"
#include "text/text.h"

bool
bb_document_goes_on(struct bb_document *document, enum bb_status status)
{
    enum bb_outcome outcome = BB_OUTCOME_DONE;
    if (status == BB_IO || status == BB_INTERNAL)
        outcome = BB_OUTCOME_FAILED;
    else if (status == BB_INVALID || document->diag.nerrors > 0)
        outcome = BB_OUTCOME_INVALID;
    if (outcome > document->outcome)
        document->outcome = outcome;
    return document->outcome == BB_OUTCOME_DONE;
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

static const struct bb_template *
read_layout(struct bb_document *document, const char *layout)
{
    const char *path = bb_document_find_layout(document, layout);
    uint32_t source;
    if (!path)
        return NULL;
    enum bb_status status = bb_input_read_text(&document->input, path, &source);
    bb_document_goes_on(document, status);
    const char *shared = bb_arena_printf(&document->arena, "%s/layouts/", document->data).ptr;
    return status == BB_OK ? bb_template_compile(&document->input, source, shared, &bb_type_root)
                           : NULL;
}

static bool
set_metadata(struct bb_document *document, const struct bb_composed *composed)
{
    const char *date = bb_document_find_date(
        document, composed->date.year, composed->date.month, composed->date.day);
    document->display.metadata = (struct bb_metadata){
        .title = composed->title,
        .author = composed->author,
        .subject = composed->subject,
        .language = composed->language,
        .identifier = composed->identifier,
        .creator = "briefbook " BB_VERSION,
        .date = date,
    };
    return date != NULL;
}

static enum bb_status
lay_out(struct bb_document *document, const struct bb_document_options *options,
    const struct bb_template *layout, const struct bb_composed *composed)
{
    struct bb_faces *faces = bb_document_open_faces(document);
    if (!faces)
        return BB_INVALID;
    struct bb_text *text = bb_text_create(&document->arena, faces, &document->diag);
    bb_text_allow_missing(text, options->mark_missing_glyphs);
    enum bb_status status = bb_layout_document(layout, composed, text, document->images,
        &document->limits, &document->diag, &document->display);
    bb_text_destroy(text);
    bb_faces_destroy(faces);
    return status;
}

static enum bb_status
settle(struct bb_document *document)
{
    const char *fault = NULL;
    enum bb_status status = bb_display_finish(&document->display, &fault);
    if (status != BB_OK)
        bb_report(&document->diag, BB_D_INTERNAL, ((struct bb_span){0}), fault ? fault : "display");
    return status;
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
make(struct bb_document *document, const char *trip, const struct bb_document_options *options)
{
    struct bb_value *root = NULL;
    const char *language = check_language(document, options->language);
    const struct bb_settings settings = {options->settings, options->nsettings};
    bb_document_goes_on(document, bb_itinerary_load(&document->input, trip, &settings, &root));
    if (root && options->all_pictures)
        bb_document_check_pictures(document, root);
    const struct bb_template *layout = read_layout(document, options->layout);
    if (!bb_document_goes_on(document, layout ? BB_OK : BB_INVALID))
        return;
    struct bb_composed composed = bb_compose_document(&document->input, layout, root, language);
    if (!bb_document_goes_on(document, BB_OK) || !set_metadata(document, &composed))
        return;
    if (bb_document_goes_on(document, lay_out(document, options, layout, &composed)))
        bb_document_goes_on(document, settle(document));
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

static void
keep_options(struct bb_document *document, const struct bb_document_options *options)
{
    document->limits = pick_limits(&options->limits);
    document->data = keep(document, options->data ? options->data : BB_DATA_DIR);
    document->fonts_yaml = options->fonts
        ? keep(document, options->fonts)
        : bb_arena_printf(&document->arena, "%s/fonts/fonts.yaml", document->data).ptr;
    document->nfont_dirs = options->nfont_dirs;
    document->font_dirs = BB_NEW_ARRAY(&document->arena, const char *, options->nfont_dirs);
    for (size_t i = 0; i < options->nfont_dirs; i++)
        document->font_dirs[i] = keep(document, options->font_dirs[i]);
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
    bb_display_init(&document->display, &document->arena);
    bb_buf_init(&document->bytes, 0);
    if (trip)
        make(document, trip, options);
    return document;
}

void
bb_document_close(struct bb_document *document)
{
    if (!document)
        return;
    bb_buf_finish(&document->bytes);
    struct bb_arena arena = document->arena; /* the document lives in it */
    bb_arena_finish(&arena);
}

enum bb_outcome
bb_document_outcome(const struct bb_document *document)
{
    return document->outcome;
}

size_t
bb_document_pages(const struct bb_document *document)
{
    return document->outcome == BB_OUTCOME_DONE ? document->display.pages.len : 0;
}

const char *
bb_document_version(void)
{
    return BB_VERSION;
}
