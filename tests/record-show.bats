#!/usr/bin/env bats
# record-show: any record, by its id.

setup() { load helper; furnished; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "record-show knows the kind of record by the letters of its id" {
	c=$(concern-list --ref a1 --columns concern | tail -n 1)
	record-show "$c" | cmp - <(concern-show "$c")
	o=$(office-list --parent NORD --limit 1 --columns office | tail -n 1)
	record-show "$o" --columns office,code,name,kind,parent,region,opened,closed |
		same office,code,name,kind,parent,region,opened,closed \
		"$o,N1,Tjenesten Fjell,service,NORD,,2000-01-01,"
	s=$(staff-list --columns staff | tail -n 1)
	record-show "$s" --columns staff,code,role | same staff,code,role "$s,admin,administrator"
}

@test "record-show takes an id in small letters" {
	c=$(concern-list --ref a1 --columns concern | tail -n 1)
	record-show "${c,,}" --columns concern | same concern "$c"
}

@test "record-show finds a record by its ref, an office or member of staff by the code" {
	record-show @a5 --columns ref,office | same ref,office a5,S1
	record-show @S1:a5 --columns ref,office | same ref,office a5,S1
	record-show office:S1 --columns code,name | same code,name 'S1,Tjenesten Sør'
	record-show staff:admin --columns code,office | same code,office admin,OSL
}

@test "record-show: a ref that two offices sent is not guessed" {
	concern-add --reporter school --content basic_care --ref a5 >/dev/null
	refuses 3 "@a5: two offices sent this ref: write @OFFICE:REF" record-show @a5
	record-show @OSL:a5 --columns ref,source | same ref,source a5,OSL
}

@test "record-show prints one field a line on a terminal, with labels" {
	terminal record-show office:N1 | sed 's/  */ /' | grep -v '^journal ' |
		same "office $(record-show office:N1 --columns office | tail -n 1)" 'code N1' \
			'name Tjenesten Fjell' 'kind Child welfare service' 'parent NORD' 'opened 2000-01-01'
}

@test "record-show --history tells who changed what, and from which value" {
	o=$(record-show office:N1 --columns office | tail -n 1)
	record-edit "$o" --name Fjell --closed 2021-12-31 >/dev/null
	record-show office:N1 --history | cut -d, -f3- |
		same staff,command,field,old admin,record-edit,closed, 'admin,record-edit,name,Tjenesten Fjell'
}

@test "record-show refuses what names no record, and says how records are named" {
	c=$(concern-list --ref a1 --columns concern | tail -n 1)
	refuses 3 "mistyped: its check character does not fit" record-show "${c/1-/2-}"
	refuses 3 "office:N9: no such code" record-show office:N9
	refuses 3 "@none: no record has this ref" record-show @none
	refuses 3 "N1: not an id" record-show N1
	refuses 3 "1: not an id" record-show 1
	refuses 2 "which record? give one id, @REF, office:CODE or staff:CODE" record-show
	refuses 2 "which record?" record-show @a1 @a2
}

@test "record-show: the id of another registry is said to be one" {
	CASEWORK_REGISTRY=$PWD/other.db registry-init -q --code BGO
	b=$(CASEWORK_REGISTRY=$PWD/other.db concern-add --reporter school --content basic_care)
	refuses 3 "$b: of another registry" record-show "$b"
}
