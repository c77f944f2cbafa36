/* A user of libbriefbook: make_book TRIP FONTS DATA PDF, as the public header shows it. C and
 * C++. */
#include <briefbook.h>

int
main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    struct bb_document_options options = {0};
    options.fonts = argv[2];
    options.data = argv[3];
    struct bb_render_options render = {0};
    struct bb_document *document = bb_document_open(argv[1], &options);
    if (bb_document_outcome(document) == BB_OUTCOME_DONE)
        bb_document_render(document, &render);
    if (bb_document_outcome(document) == BB_OUTCOME_DONE)
        bb_document_save(document, argv[4]);
    struct bb_print_options print = {0};
    bb_document_print(document, stderr, &print);
    enum bb_outcome outcome = bb_document_outcome(document);
    bb_document_close(document);
    return outcome;
}
