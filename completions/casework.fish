# fish completion for all casework commands. No command, option or value is named
# here: at TAB the command itself is asked, so this file cannot fall behind it.

# No input, so that nothing is read from the terminal; a short wait, so that a
# busy registry does not hold the prompt.
function __casework_ask
    env CASEWORK_WAIT=1 $argv </dev/null 2>/dev/null
end

function __casework
    set -l words (commandline -opc)
    set -l cmd (string replace -r '^~/' ~/ -- $words[1])
    set -l cur (commandline -ct)
    set -l options
    set -l operands
    set -l takes # options that take a value ...
    set -l kinds # ... and the kind of each

    set -l spec (__casework_ask $cmd --dump-spec)
    or return
    for line in $spec
        set -l col (string split \t -- $line)
        switch $col[1]
            case opt
                set -a options --$col[3]\t$col[6]
                if test $col[4] != -
                    set -a takes -$col[2] --$col[3]
                    set -a kinds $col[5] $col[5]
                end
            case arg
                set -a operands $col[5]
        end
    end

    # What came before says what is wanted now.
    set -l want
    set -l ended
    set -l place 1
    for word in $words[2..]
        if set -q want[1]
            set want
        else if set -q ended[1]; or not string match -q -- '-?*' $word
            set place (math $place + 1)
        else if test $word = --
            set ended 1
        else
            # -nkf is -n -k -f: drop the letters that take no value.
            while string match -qr '^-[^-].' -- $word; and not contains -- (string sub -l 2 -- $word) $takes
                set word -(string sub -s 3 -- $word)
            end
            set -l i (contains -i -- $word $takes)
            and set want $kinds[$i]
        end
    end

    set -l head '' # what fish must find again before each value
    if not set -q want[1]
        set want $operands[$place] $operands[-1] -
        if not set -q ended[1]
            if string match -q -- '--*=*' $cur
                set -l i (contains -i -- (string replace -r '=.*' '' -- $cur) $takes)
                or return
                set want $kinds[$i]
                set head (string replace -r '=.*' = -- $cur)
            else if string match -q -- '-*' $cur; or test "$cur$want[1]" = -
                string join \n -- $options
                return
            end
        end
    end

    # fish takes a candidate as the plain text, so an opening quote is left out.
    set -l part (string replace -- "$head" '' $cur | string replace -r '^["\']' '')
    switch $want[1]
        case -
            return
        case file
            string join \n -- $head(__fish_complete_path $part)
        case dir
            string join \n -- $head(__fish_complete_directories $part '')
        case '*'
            set -l offers (__casework_ask $cmd --offer $want[1])
            or return
            string join \n -- $head(string match -r '.*,|' -- $part)$offers
    end
end

for name in casework (__casework_ask casework --commands | string split -f 2 \t)
    complete -c $name -f -a '(__casework)'
end
