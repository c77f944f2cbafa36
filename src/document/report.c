/* What a document tells about itself: its diagnostics and its fonts. */
#include "document/document.h"
#include "face/face.h"

size_t
bb_document_errors(const struct bb_document *document)
{
    return document->diag.nerrors;
}

size_t
bb_document_warnings(const struct bb_document *document)
{
    return document->diag.nwarnings;
}

size_t
bb_document_own_warnings(const struct bb_document *document)
{
    return document->diag.document ? document->shared_warnings + document->diag.own_warnings
                                   : document->diag.nwarnings;
}

void
bb_document_print(struct bb_document *document, FILE *out, const struct bb_print_options *options)
{
    bool korean = options->language && strncmp(options->language, "ko", 2) == 0;
    struct bb_diag_style style = {
        .language = korean ? BB_DIAG_KO : BB_DIAG_EN,
        .format = options->json ? BB_DIAG_JSON : BB_DIAG_TEXT,
        .color = options->color,
        .errors_only = options->errors_only,
        .own_only = options->own_only,
    };
    bb_diag_print(&document->diag, out, &style);
}

size_t
bb_document_fonts(struct bb_document *document, const struct bb_document_font **rows)
{
    *rows = NULL;
    struct bb_faces *faces = bb_document_open_faces(document);
    if (!faces)
        return 0;
    struct bb_face_report *found;
    size_t count = bb_faces_report(faces, &document->arena, &found);
    struct bb_document_font *fonts = BB_NEW_ARRAY(&document->arena, struct bb_document_font, count);
    for (size_t i = 0; i < count; i++)
        fonts[i] = (struct bb_document_font){
            .role = found[i].role,
            .family = found[i].family,
            .package = found[i].package,
            .licence = found[i].licence,
            .name = found[i].name,
            .path = found[i].file,
            .weight = found[i].weight,
            .release = found[i].release,
            .sha256 = found[i].sha256,
            .used = found[i].file
                && bb_map_lookup(&document->used_fonts, bb_str_from(found[i].file)) != NULL,
        };
    bb_faces_destroy(faces);
    *rows = fonts;
    return count;
}
