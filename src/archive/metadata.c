/* Writing what the document says about itself: Info, XMP, output intent.
 *
 * XMP and Info carry the same values (ISO 19005-2, 6.6.3); PDF/A-4 has no Info any more (6.1.3).
 * XMP declares the level, and PDF/UA with the extension schema that parts 2 and 3 of PDF/A ask for.
 * The packet is written as text: its properties are a fixed dozen, and an RDF library would only be
 * asked to print.
 *
 * All properties but PDF/UA's are predefined in XMP 2005, dc:coverage too (ISO 19005-2, 6.6.2.3),
 * so only that one needs an extension schema. */
#include "archive/finishing.h"

#include <stdio.h>

/* --- Info ------------------------------------------------------------------------------------- */

uint32_t
bb_finishing_add_info(struct bb_finishing *f)
{
    if (f->options->level->part >= 4)
        return 0;
    uint32_t number = bb_pdf_reserve(f->pdf, 1);
    struct bb_buf *out = bb_pdf_begin(f->pdf, number);
    if (!bb_pdf_put_info(out, &f->display->metadata, f->options->producer) && !f->fault)
        f->fault = "the document's date is not in ISO 8601";
    bb_pdf_end(f->pdf);
    return number;
}

/* --- XMP -------------------------------------------------------------------------------------- */

static const char xmp_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    "  xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    "  xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    "  xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    "  xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"\n"
    "  xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    "  xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    "  xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
    "  xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
    "<dc:format>application/pdf</dc:format>\n";

static const char xmp_ua_schema[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static const char xmp_tail[] = "</rdf:Description>\n"
                               "</rdf:RDF>\n"
                               "</x:xmpmeta>\n"
                               "<?xpacket end=\"r\"?>";

static void
put_escaped(struct bb_buf *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            bb_buf_append_text(out, "&amp;");
            break;
        case '<':
            bb_buf_append_text(out, "&lt;");
            break;
        case '>':
            bb_buf_append_text(out, "&gt;");
            break;
        default:
            bb_buf_append_char(out, *text);
        }
    }
}

/* --- properties ------------------------------------------------------------------------------- */

/* <name>open text close</name>; nothing for NULL. */
static void
put_property(
    struct bb_buf *out, const char *name, const char *open, const char *text, const char *close)
{
    if (!text)
        return;
    bb_buf_printf(out, "<%s>%s", name, open);
    put_escaped(out, text);
    bb_buf_printf(out, "%s</%s>\n", close, name);
}

/* Revisions are told by PDF/A since part 4 (ISO 19005-4:2020), by PDF/UA since part 2 (ISO
 * 14289-2:2024). */
static void
put_level(struct bb_buf *out, const struct bb_archive_level *level)
{
    bb_buf_printf(out, "<pdfaid:part>%d</pdfaid:part>\n", level->part);
    put_property(out, "pdfaid:conformance", "", level->conformance, "");
    put_property(out, "pdfaid:rev", "", level->part >= 4 ? "2020" : NULL, "");
    if (level->ua > 0)
        bb_buf_printf(out, "<pdfuaid:part>%d</pdfuaid:part>\n", level->ua);
    put_property(out, "pdfuaid:rev", "", level->ua >= 2 ? "2024" : NULL, "");
}

#define ALT_OPEN "<rdf:Alt><rdf:li xml:lang=\"x-default\">"
#define ALT_CLOSE "</rdf:li></rdf:Alt>"

static void
put_item(struct bb_buf *out, const char *text)
{
    bb_buf_append_text(out, "<rdf:li>");
    put_escaped(out, text);
    bb_buf_append_text(out, "</rdf:li>");
}

/* In each language that it is given in; the default comes first (XMP, 8.2.2.4) and is that of Info.
 */
static void
put_title(struct bb_buf *out, const struct bb_metadata *m)
{
    bb_buf_append_text(out, "<dc:title>" ALT_OPEN);
    put_escaped(out, m->title);
    for (size_t i = 0; i < m->ntitles; i++) {
        bb_buf_printf(out, "</rdf:li><rdf:li xml:lang=\"%s\">", m->titles[i].language);
        put_escaped(out, m->titles[i].text);
    }
    bb_buf_append_text(out, ALT_CLOSE "</dc:title>\n");
}

static void
put_keywords(struct bb_buf *out, const struct bb_metadata *m)
{
    if (m->nkeywords == 0)
        return;
    bb_buf_append_text(out, "<dc:subject><rdf:Bag>");
    for (size_t i = 0; i < m->nkeywords; i++)
        put_item(out, m->keywords[i]);
    bb_buf_append_text(out, "</rdf:Bag></dc:subject>\n");
    struct bb_buf joined;
    bb_buf_init(&joined, 0);
    bb_pdf_join_keywords(&joined, m);
    put_property(out, "pdf:Keywords", "", joined.ptr, "");
    bb_buf_finish(&joined);
}

/* The document's own language, then those of what else stands in it, as they come. Latin letters of
 * no known language are none. */
static void
put_languages(struct bb_buf *out, const struct bb_display *display, struct bb_arena *arena)
{
    struct bb_map seen = {0};
    bb_buf_append_text(out, "<dc:language><rdf:Bag>");
    put_item(out, display->metadata.language);
    bb_map_set(arena, &seen, bb_str_from(display->metadata.language), out);
    for (size_t i = 0; i < display->tags.len; i++) {
        const struct bb_tag *tag = display->tags.at[i];
        const char *language = tag->first_mark > 0 ? tag->language : NULL;
        if (!language || strncmp(language, "und", 3) == 0
            || bb_map_lookup(&seen, bb_str_from(language)))
            continue;
        put_item(out, language);
        bb_map_set(arena, &seen, bb_str_from(language), out);
    }
    bb_buf_append_text(out, "</rdf:Bag></dc:language>\n");
}

static void
put_dublin_core(struct bb_buf *out, const struct bb_finishing *f)
{
    const struct bb_metadata *m = &f->display->metadata;
    put_title(out, m);
    put_property(out, "dc:creator", "<rdf:Seq><rdf:li>", m->author, "</rdf:li></rdf:Seq>");
    put_property(out, "dc:description", ALT_OPEN, m->subject, ALT_CLOSE);
    put_keywords(out, m);
    put_property(out, "dc:coverage", "", m->coverage, "");
    put_languages(out, f->display, f->arena);
    put_property(out, "dc:identifier", "", m->identifier, "");
}

/* --- the packet ------------------------------------------------------------------------------- */

uint32_t
bb_finishing_add_xmp(struct bb_finishing *f)
{
    const struct bb_metadata *m = &f->display->metadata;
    struct bb_buf xmp;
    bb_buf_init(&xmp, 0);
    bb_buf_append_text(&xmp, xmp_head);
    put_level(&xmp, f->options->level);
    put_dublin_core(&xmp, f);
    put_property(&xmp, "pdf:Producer", "", f->options->producer, "");
    put_property(&xmp, "xmp:CreatorTool", "", m->creator, "");
    put_property(&xmp, "xmp:CreateDate", "", m->date, "");
    put_property(&xmp, "xmp:ModifyDate", "", m->date, "");
    put_property(&xmp, "xmp:MetadataDate", "", m->date, "");
    if (f->options->level->part < 4 && f->options->level->ua > 0)
        bb_buf_append_text(&xmp, xmp_ua_schema);
    bb_buf_append_text(&xmp, xmp_tail);
    uint32_t number = bb_pdf_reserve(f->pdf, 1);
    /* Not compressed, so that tools that know no PDF find the packet. */
    bb_pdf_add_stream(
        f->pdf, number, BB_STR("/Type/Metadata/Subtype/XML"), bb_buf_str(&xmp), false);
    bb_buf_finish(&xmp);
    return number;
}

/* --- output intent ---------------------------------------------------------------------------- */

static void
add_profile(struct bb_finishing *f, uint32_t number)
{
    const struct bb_archive_options *options = f->options;
    if (options->packed.len > 0)
        bb_pdf_add_stream(
            f->pdf, number, BB_STR("/N 3/Filter/FlateDecode"), options->packed, false);
    else
        bb_pdf_add_stream(f->pdf, number, BB_STR("/N 3"), options->icc, true);
}

uint32_t
bb_finishing_add_output_intent(struct bb_finishing *f)
{
    const struct bb_archive_options *options = f->options;
    uint32_t intent = bb_pdf_reserve(f->pdf, 2), profile = intent + 1;
    add_profile(f, profile);
    struct bb_buf *out = bb_pdf_begin(f->pdf, intent);
    bb_buf_append_text(out, "<</Type/OutputIntent/S/GTS_PDFA1");
    bb_pdf_put_entry(out, "/OutputConditionIdentifier", options->icc_name);
    bb_pdf_put_entry(out, "/Info", options->icc_name);
    bb_pdf_put_ref(out, "/DestOutputProfile ", profile);
    bb_buf_append_text(out, ">>");
    bb_pdf_end(f->pdf);
    return intent;
}
