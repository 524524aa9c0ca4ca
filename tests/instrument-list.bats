#!/usr/bin/env bats
# instrument-list: the instruments there are, shipped ones and one's own.

setup() { load helper; bare; }

@test "instrument-list lists what casework ships, without a registry" {
	instrument-list --columns instrument,version,subject,items,languages,faults | same instrument,version,subject,items,languages,faults \
		'confidence,1,family|child|caregiver|network,8,en|nb|ar|bg,0' 'efficacy,1,caregiver,8,en|nb|ar|bg,0' \
		'risk,1,child|family|caregiver,24,en|nb|ar|bg,0' 'safety,1,child,1,en|nb|ar|bg,0' 'sfe,1,family|child|caregiver,14,en|nb|ar|bg,0'
	[ ! -e registry.db ]
}

@test "instrument-list has labels in the user's language" {
	CASEWORK_LANG=nb instrument-list --columns label | same label 'Trygghet i arbeidet' 'Å være forelder: det jeg mestrer' 'Risiko for barnet' \
		'Hvor trygt barnet har det' 'Trygt familiemiljø'
	CASEWORK_LANG=ar instrument-list --columns label | grep -qx 'بيئة أسرية آمنة'
}

@test "instrument-list lists one's own too, beside the keys or in the configuration, and its faults" {
	mkdir -p keys/instruments
	cp "$top/tests/data/instruments/vectors.csv" keys/instruments/
	sed '2s/sfe/broken/; s/,28,/,27,/' "$top/share/instruments/sfe.csv" >keys/instruments/broken.csv
	instrument-list --columns instrument,faults | same instrument,faults broken,2 confidence,0 efficacy,0 risk,0 safety,0 sfe,0 vectors,0
	unset CASEWORK_KEY
	export XDG_CONFIG_HOME=$PWD/config
	mkdir -p config/casework/instruments
	cp "$top/tests/data/instruments/vectors.csv" config/casework/instruments/
	instrument-list --columns instrument,file | grep -Fx "vectors,$PWD/config/casework/instruments/vectors.csv"
}

@test "instrument-list: one's own goes before a shipped one of the same name" {
	mkdir -p keys/instruments
	sed '2s/safety,,1/safety,,9/' "$top/share/instruments/safety.csv" >keys/instruments/safety.csv
	instrument-list --columns instrument,version | grep ^safety | same safety,9
}
