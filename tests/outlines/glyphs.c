/* Prints glyphs of a font as FreeType reads them: in units of the font, unscaled and unhinted.
 *
 * Usage: glyphs FONT INDEX, numbers of glyphs on standard input
 *
 * A line for the font, its units per em; then a line for each glyph: its advance, and of each
 * contour its points, X,Y and a letter (o on the curve, q and c control points of a quadratic and
 * a cubic one), closed by z. A glyph that cannot be read is a line "damaged". Exit 1: so is the
 * font. */
#include <ft2build.h>
#include FT_FREETYPE_H
#include <stdio.h>
#include <stdlib.h>

static char
name_point(char tag)
{
    switch (FT_CURVE_TAG(tag)) {
    case FT_CURVE_TAG_ON:
        return 'o';
    case FT_CURVE_TAG_CONIC:
        return 'q';
    default:
        return 'c';
    }
}

static void
print_outline(const FT_Outline *outline)
{
    int point = 0;
    for (int contour = 0; contour < outline->n_contours; contour++) {
        for (; point <= outline->contours[contour]; point++)
            printf(" %ld,%ld%c", outline->points[point].x, outline->points[point].y,
                name_point((char)outline->tags[point]));
        printf(" z");
    }
}

static void
print_glyph(FT_Face face, FT_UInt glyph)
{
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING) != 0
        || face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) {
        puts("damaged");
        return;
    }
    printf("%ld", face->glyph->advance.x);
    print_outline(&face->glyph->outline);
    putchar('\n');
}

int
main(int argc, char **argv)
{
    FT_Library library;
    FT_Face face;
    if (argc != 3 || FT_Init_FreeType(&library) != 0)
        return 2;
    int status = FT_New_Face(library, argv[1], strtol(argv[2], NULL, 10), &face) == 0 ? 0 : 1;
    if (status == 0) {
        printf("%d\n", (int)face->units_per_EM);
        unsigned glyph;
        while (scanf("%u", &glyph) == 1)
            print_glyph(face, glyph);
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    return status;
}
