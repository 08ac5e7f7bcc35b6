"""Which country a dateline's city is in, where agencies leave it out."""

# City names as datelines in several languages write them, folded; ISO 3166-1 alpha-2.
CITIES_BY_COUNTRY = """
AE abu dhabi, dubai
AF kabul
AR buenos aires
AT vienna, wien, vienne, viena
AU sydney, melbourne, canberra, brisbane
BD dhaka
BE brussels, brüssel, bruxelles, brussel, bruselas
BF ouagadougou
BG sofia
BO la paz
BR brasilia, brasília, sao paulo, são paulo, rio de janeiro
CA ottawa, toronto, montreal, montréal, vancouver
CH bern, berne, geneva, genf, genève, ginebra, zurich, zürich, landquart
CL santiago de chile
CN beijing, peking, pékin, pekín, shanghai, hong kong
CO bogota, bogotá
CU havana, la habana
CY nicosia, nicosie
CZ prague, prag, praga
DE berlin, frankfurt, münchen, munich, hamburg, köln, cologne, stuttgart, düsseldorf, leipzig,
   dresden, hannover
DK copenhagen, københavn, kopenhagen, copenhague
DZ algiers, algier, alger, argel
EC quito
EE tallinn
EG cairo, kairo, le caire, el cairo
ES madrid, barcelona
FI helsinki, helsingfors
FR paris, marseille, strasbourg, straßburg
GB london, londres, londra, edinburgh, belfast, cardiff, manchester
GR athens, athen, athènes, atenas
HN tegucigalpa
HR zagreb
HU budapest
ID jakarta
IE dublin
IL jerusalem, tel aviv
IN new delhi, neu delhi, nueva delhi, mumbai
IQ baghdad, bagdad
IR tehran, teheran, téhéran, teherán
IS reykjavik
IT rome, rom, roma, milan, mailand, milano, turin
JM kingston
JO amman
JP tokyo, tokio
KE nairobi
KP pyongyang
KR seoul, séoul, seúl
LB beirut, beyrouth
LT vilnius
LU luxembourg, luxemburg
LV riga
LY tripoli
MA rabat, casablanca
MM yangon
MX mexico city, mexiko-stadt, ciudad de méxico
MY kuala lumpur
NG lagos, abuja
NI managua
NL amsterdam, the hague, den haag, la haye
NO oslo, bergen, trondheim
NZ wellington, auckland
PA panama city
PE lima
PH manila, manille
PK islamabad, karachi
PL warsaw, warschau, varsovie, varsovia
PT lisbon, lissabon, lisbonne, lisboa
PY asuncion, asunción
QA doha
RO bucharest, bukarest, bucarest
RS belgrade, belgrad
RU moscow, moskau, moscou, moscú, mosca, st. petersburg
SA riyadh, riad
SE stockholm, estocolmo, göteborg, malmö
SG singapore, singapur
SK bratislava
SN dakar
SY damascus, damaskus, damas, damasco
TH bangkok
TN tunis
TR ankara, istanbul
TW taipei
UA kyiv, kiev, kiew
US new york, washington, los angeles, chicago, boston, houston, miami, san francisco, las vegas,
   philadelphia, seattle, dallas, denver, atlanta, detroit
UY montevideo
VA vatican city, vatikanstadt
VE caracas
VN hanoi
ZA johannesburg, cape town, kapstadt, pretoria
"""
COUNTRY_BY_CITY = {
    city.strip(): entry[:2]
    for entry in CITIES_BY_COUNTRY.strip().replace("\n   ", " ").split("\n")
    for city in entry[2:].split(",")
}
# How American and Canadian datelines shorten states and provinces (and the postal codes).
STATES = """
    ala alaska ariz ark calif colo conn del fla ga hawaii idaho ill ind iowa kan ky la maine md mass
    mich minn miss mo mont neb nev nh nj nm ny nc nd ohio okla ore pa ri sc sd tenn texas utah vt va
    wash wva wis wyo dc al ak az ar ca co ct de fl hi id il in ia ks me ma mi mn ms mt ne nv oh ok
    or tn tx ut wa wv wi wy
"""
PROVINCES = (
    "alberta alta bc ontario ont quebec que manitoba man saskatchewan sask ns nb pei nl newfoundland yukon"
)
US_STATES = frozenset(STATES.split())
CANADIAN_PROVINCES = frozenset(PROVINCES.split())


def country_of(city: str, region: str) -> str:
    """The country of a dateline: its own last word, the state's country, or that of a well-known city.

    Gives ISO 3166-1 alpha-2 where it is deduced, the agency's own word where that is no state, "" if unknown.
    """
    folded = region.replace(".", "").replace(" ", "").casefold()
    if folded in US_STATES or region.casefold() in {"california", "florida", "new york", "pennsylvania"}:
        return "US"
    if folded in CANADIAN_PROVINCES or region.casefold() in {"british columbia", "nova scotia"}:
        return "CA"
    if region and region[0].isupper():
        return region
    return COUNTRY_BY_CITY.get(city.casefold(), "")
