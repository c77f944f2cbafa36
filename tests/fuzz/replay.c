/* Runs a fuzz target on the files of folders, without libFuzzer: so every corpus is an ordinary
 * test under every compiler. Usage: replay_NAME FOLDER... */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void
die(const char *path)
{
    perror(path);
    exit(2);
}

static void
replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        die(path);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    uint8_t *data = malloc(size + 1); /* one more, for malloc(0) may be NULL */
    if (!data || fread(data, 1, size, file) != size)
        die(path);
    fclose(file);
    fprintf(stderr, "%s\n", path); /* the last one named is the culprit of a crash */
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

static int
replay_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir)
        die(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        replay_file(path);
        count++;
    }
    closedir(dir);
    return count;
}

int
main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++)
        count += replay_folder(argv[i]);
    printf("%d inputs\n", count);
    return count > 0 ? 0 : 2; /* an empty corpus tests nothing */
}
