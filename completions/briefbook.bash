# bash completion for briefbook. Commands, options and layouts are asked of the program, so that
# they are those it has.

# What a sed script finds in the help: of a command, or with "" of all.
_briefbook_help() {
    "$1" help ${2:+"$2"} --messages en 2>/dev/null | sed -n "$3"
}

_briefbook_commands() {
    _briefbook_help "$1" "" 's/^  \([a-z]*\)  .*/\1/p'
}

_briefbook_options() {
    _briefbook_help "$1" "$2" 's/^  \(-., \)\{0,1\} *\(--[a-z-]*\).*/\2/p'
}

_briefbook() {
    local program=$1 word=$2 before=$3 command=${COMP_WORDS[1]} words=
    COMPREPLY=()
    case $COMP_CWORD,$command,$before,$word in
        1,*) words=$(_briefbook_commands "$program") ;;
        *,--layout,* | *,make,make,*)
            words=$("$program" layouts 2>/dev/null | sed -n 's/^\([a-z].*\)/\1/p')
            COMPREPLY=($(compgen -f -X '!*.yaml' -- "$word"))
            ;;
        *,--lang,*) words='ko en zh-Hans zh-Hant fr' ;;
        *,--messages,*) words='ko en' ;;
        *,--diagnostics,*) words='text json' ;;
        *,--format,*)
            words=$(_briefbook_help "$program" "$command" 's/^ *--format \([a-z|]*\).*/\1/p' |
                tr '|' ' ')
            ;;
        *,help,*) words=$(_briefbook_commands "$program") ;;
        *,-*) words=$(_briefbook_options "$program" "$command") ;;
        *) COMPREPLY=($(compgen -f -X '!*.yaml' -- "$word") $(compgen -d -- "$word")) ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word") "${COMPREPLY[@]}")
}

complete -o filenames -F _briefbook briefbook
