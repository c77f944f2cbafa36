/* The words about fonts, in both languages. */
#include "cli/fonts.h"

void
bb_cli_append_missing(const char *package, enum bb_diag_language language, struct bb_buf *out)
{
    static const char *const words[] = {"missing: install %s", "없음: %s 설치 필요"};
    bb_buf_printf(out, words[language], package);
}

void
bb_cli_append_font_state(
    const struct bb_document_font *font, enum bb_diag_language language, struct bb_buf *out)
{
    static const char *const known[] = {"as in %s", "%s의 파일"};
    static const char *const other[] = {
        "another version than the known ones", "알려진 것과 다른 판"};
    if (!font->path)
        bb_cli_append_missing(font->package, language, out);
    else if (font->release)
        bb_buf_printf(out, known[language], font->release);
    else
        bb_buf_append_text(out, other[language]);
}
