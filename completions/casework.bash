# bash completion for all casework commands. No command, option or value is named
# here: at TAB the command itself is asked, so this file cannot fall behind it.

# No input, so that nothing is read from the terminal; a short wait, so that a
# busy registry does not hold the prompt.
_casework_ask() { CASEWORK_WAIT=1 "$@" </dev/null 2>/dev/null; }

# $1 is the command, $2 the text that readline will replace.
_casework() {
	local cmd=${1/#\~\//~/} line=${COMP_LINE:0:COMP_POINT} words=() n=0 word cur
	local spec what flag name arg of options=() operands=() last=''
	local want='' ended='' place=0 part add='' cut='' offers value
	local -A takes=()    # option as typed -> kind of its value

	# bash also cuts words at = and :, so join what no blank parts.
	for word in "${COMP_WORDS[@]:0:COMP_CWORD}"; do
		line=${line#"$word"}
		words[n]+=$word
		[[ $line == [[:space:]]* ]] && ((++n))
		line=${line#"${line%%[![:space:]]*}"}
	done
	cur=${words[n]-}$line

	spec=$(_casework_ask "$cmd" --dump-spec) || return 0
	while IFS=$'\t' read -r what flag name arg of _; do
		case $what in
		opt)	options+=("--$name")
			[[ $arg == - ]] || takes[-$flag]=$of takes[--$name]=$of ;;
		arg)	operands+=("$of") last=$of ;;
		esac
	done <<<"$spec"

	# What came before says what is wanted now.
	for word in "${words[@]:1:n-1}"; do
		if [[ $want ]]; then
			want=
		elif [[ $ended || $word != -?* ]]; then
			((++place))
		elif [[ $word == -- ]]; then
			ended=1
		else
			# -nkf is -n -k -f: drop the letters that take no value.
			while [[ $word == -[!-]?* && ! ${takes[${word:0:2}]-} ]]; do
				word=-${word:2}
			done
			want=${takes[$word]-}
		fi
	done

	part=$cur
	if [[ ! $want ]]; then
		want=${operands[place]-$last}
		if [[ ! $ended && $cur == --*=* ]]; then
			want=${takes[${cur%%=*}]-} part=${cur#*=}
		elif [[ ! $ended && ($cur == -* || ! $cur && ${want:--} == -) ]]; then
			mapfile -t COMPREPLY < <(compgen -W "${options[*]}" -- "$cur")
			return
		fi
	fi

	case ${want:--} in
	-)	return ;;
	file)	compopt -o default; return ;;    # readline knows ~, quotes and blanks
	dir)	compopt -o dirnames; return ;;
	esac
	part=${part#[\"\']} part=${part##*,}

	# readline replaces $2, which may begin before the part (a,b) or within it (a:b).
	if [[ $2 == *"$part" ]]; then add=${2%"$part"}; else cut=${part%"$2"}; fi
	offers=$(_casework_ask "$cmd" --offer "$want") || return 0
	while IFS=$'\t' read -r value _; do
		[[ $value && $value == "$part"* ]] || continue
		# Values are data: quoted, none of them can act as shell code.
		printf -v value %q "${value#"$cut"}"
		COMPREPLY+=("$add$value")
	done <<<"$offers"
}

# shellcheck disable=SC2046  # one word for each command
complete -F _casework casework $(_casework_ask casework --commands | cut -f2)
