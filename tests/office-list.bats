#!/usr/bin/env bats
# office-list: the offices.

setup() { load helper; furnished; }

# What a person at a terminal sees.
terminal() { script -qec "$*" /dev/null </dev/null | shown; }

@test "office-list prints all offices as CSV, with codes as keys" {
	golden office-list.csv office-list
}

@test "office-list prints an aligned table with labels on a terminal" {
	terminal office-list --kind region --columns code,name,kind,parent |
		same 'code  name         kind    parent' 'NORD  Region Nord  Region  OSL'
	CASEWORK_LANG=nb terminal office-list --parent NORD --columns name,kind |
		same 'navn             type' 'Tjenesten Fjell  Barneverntjeneste' 'Tjenesten Dal    Barneverntjeneste'
}

@test "office-list --parent has the offices below it, on every level unless --only-office" {
	office-add --code T1 --name Team --kind team --parent N1 >/dev/null
	office-list --parent NORD --columns code | same code N1 N2 T1
	office-list --parent NORD --only-office --columns code | same code N1 N2
}

@test "office-list filters, matches and orders" {
	office-list --kind service --columns code --sort -code | same code S1 OSL N2 N1
	office-list --match 'name=(?i)sør' --columns code | same code S1
	office-list --opened 2000 --limit 1 --columns code | same code NORD
	office-list --closed '' --columns code --limit 2 | same code OSL NORD
	refuses 3 "--kind: no such code: servce (service?)" office-list --kind servce
	refuses 3 "--parent: no such office: NRD" office-list --parent NRD
}

@test "office-list names only options that are in its help when one is mistyped" {
	run --separate-stderr office-list --office NORD
	[ "$status" -eq 2 ]
	[[ "$stderr" == *"no such option: --office"* ]]
	[[ "$stderr" != *--offer* ]]
}

@test "office-list needs no key" {
	rm keys/*
	[ "$(count office)" -eq 5 ]
}
