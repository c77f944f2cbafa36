/* All pictures of a trip looked at, whether a layout shows them or not: the linter's part that
 * needs them decoded. The itinerary module has found their files already and cannot see more: it
 * reads fields, and stands below what decodes pictures. */
#include "document/document.h"
#include "image/image.h"
#include "schema/vocabulary.h"

static void
check_picture(struct bb_value *value, void *data)
{
    struct bb_document *document = data;
    bool found = value->type == &bb_type_picture && !value->tbd && value->ref.len > 0;
    if (found) /* its file is there */
        bb_images_load(document->images, value->as.text.forms[0].text, value->span);
}

void
bb_document_check_pictures(struct bb_document *document, struct bb_value *root)
{
    bb_value_walk(root, check_picture, document);
}
