W1234nwire
b a BC-NO--Harbour Bridge 1stLd-Writethru   03-11 0200
^BC-NO--Harbour Bridge, 1st Ld-Writethru,120<
^Harbour bridge reopens after nine months<
^Eds: UPDATES with quote. With AP Photos.<
^By ADA WINTER=
^Associated Press=
	   ELVERHAVN, Norway (AP) _ ``It is open,'' the mayor said.
	   Lorries follow in May.
	   ___

	   AP-WF-03-11-26 0815GMT<


