"""Words that carry a fact in the languages that wires send, lower case; data, not rules.

A word that several languages share stands here when it carries a fact in one of them: a plain word taken for a fact
costs an editor a look, a fact taken for a plain word costs the paper its truth.
"""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
ENGLISH_VALUES = {word: str(value) for value, word in enumerate(_TO_TWENTY.split())}
ENGLISH_VALUES |= {word: str(10 * value) for value, word in enumerate(_TENS.split(), start=3)}

NUMBERS = words("""
    hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half halves quarter
    quarters third thirds double triple once twice thrice both pair couple score single several
    first second fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth hundredth
    deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
    soixante septante huitante nonante cent cents mille milliers millier milliard milliards centaine centaines
    dizaine dizaines douzaine moitié tiers quart premier première deuxième troisième quatrième
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn
    neunzehn zwanzig dreißig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig hundert hunderte tausend
    tausende millionen milliarde milliarden dutzend halb hälfte drittel viertel erste ersten zweite zweiten dritte
    dritten einmal zweimal dreimal
    dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
    diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos doscientos
    trescientos quinientos mil miles millón millones mitad tercio docena docenas primero primera segundo tercero
    due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette
    diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento mila milione milioni
    miliardo miliardi metà terzo dozzina primo prima secondo seconda
    dois duas três quatro sete oito nove dez doze treze dezasseis dezesseis dezassete dezessete dezoito vinte trinta
    quarenta cinquenta sessenta oitenta cem milhão milhões metade primeiro segunda
    twee drie vijf zes zeven negen tien twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig
    dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend miljoen miljard helft eerste tweede derde
    två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo trettio
    fyrtio femtio sextio sjuttio åttio nittio hundra tusen miljon miljoner hälften första andra tredje
    to fire seks syv otte åtte ni ti elleve tretten fjorten femten seksten sytten atten nitten tyve tjue tredive tretti
    hundre hundrede tusind million halvdelen halvparten første anden tredje
    kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen sata tuhat miljoona miljardi puolet
    dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć sto tysiąc tysięcy milion miliony milionów
    два две три четыре пять шесть семь восемь девять десять двенадцать пятнадцать двадцать тридцать сорок сто тысяча
    тысячи тысяч миллион миллиона миллионов
    """)

UNITS = words("""
    percent percentage per-cent cent point points pp basis km kilometre kilometres kilometer kilometers mile miles m
    metre metres meter meters cm mm centimetre centimetres foot feet ft inch inches yard yards acre acres hectare
    hectares kg kilo kilos kilogram kilograms kilogrammes gram grams g tonne tonnes ton tons pound pounds lb lbs ounce
    ounces litre litres liter liters barrel barrels gallon gallons degree degrees c f celsius fahrenheit mph kph kmh
    knots mw gw kw kwh megawatts gigawatts watts volts bn mn tn k dollar dollars euro euros pence cents yen yuan rupee
    rupees rouble roubles ruble rubles franc francs peso pesos crown crowns krona kronor kroner dinar dinars dirham
    riyal shekel shekels lira usd eur gbp second seconds minute minutes hour hours day days week weeks month months
    year years decade decades century centuries am pm a.m p.m gmt utc times magnitude
    prozent grad stunden minuten jahre jahren tage tagen wochen monate monaten heures heure jours jour semaines mois
    ans an années degrés mètres kilomètres pour horas hora días semanas meses años grados metros kilómetros por ciento
    ore ora giorni settimane mesi anni gradi metri chilometri anos dias uur dagen weken maanden jaar procent
    timmar dagar veckor månader år timer dager uger
    """)

# These turn a number's meaning round when they stand just before it.
QUALIFIERS = words("""
    more less fewer over under above below least most nearly almost about around up down only just exactly
    approximately roughly maximum minimum plus minus moins plus environ près presque mindestens höchstens mehr weniger
    fast rund etwa más menos casi unos unas cerca più meno quasi circa mais meer minder ruim bijna
    fler färre minst högst nästan over omkring
    """)

CALENDAR = words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december today yesterday tomorrow tonight overnight midnight noon midday morning afternoon evening
    night dawn dusk weekend earlier later ago
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre
    novembre décembre aujourd'hui aujourd’hui hier demain matin soir nuit
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar märz mai juni juli
    oktober dezember heute gestern vorgestern morgen abend abends nacht mittag
    lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre
    setiembre octubre noviembre diciembre hoy ayer mañana anoche noche tarde madrugada
    lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre
    ottobre dicembre oggi ieri domani notte mattina sera pomeriggio
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira janeiro fevereiro março maio junho julho setembro
    outubro novembro dezembro hoje ontem amanhã noite
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart mei augustus vandaag gisteren
    avond
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag mars maj kesäkuu augusti januar marts
    juuni idag igår imorgon i dag går morgon natt kväll maanantai tiistai keskiviikko torstai perjantai lauantai
    sunnuntai eilen tänään huomenna poniedziałek wtorek środa czwartek piątek sobota niedziela wczoraj dziś jutro
    понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье января февраля марта апреля
    мая июня июля августа сентября октября ноября декабря сегодня вчера завтра
    """) - {"i"}

NEGATIONS = words("""
    not no never none nobody nothing nowhere nor neither without cannot non hardly barely scarcely except unless unable
    unlikely deny denies denied denying fail fails failed failing refuse refuses refused refusing reject rejects
    rejected lack lacks lacked lacking
    ne pas jamais rien aucun aucune sans ni personne nul nulle guère
    nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder nein kaum
    nunca jamás nada nadie ningún ninguno ninguna sin tampoco mai nessun nessuno nessuna niente nulla senza né neppure
    não ninguém nenhum nenhuma sem nem tampouco niet geen nooit niemand niets zonder noch
    inte icke ikke ej ingen inget intet inga aldrig aldri utan uden uten nej nei ei eivät eikä ilman
    nie bez nigdy nikt nic не нет ни никогда без никто ничего
    """)

# A capital at the head of a sentence says nothing about these.
OPENERS = words("""
    a an the this that these those it its he she his her they their them we our us you your i my me who whose what which
    when where why how while as at by for from in into of off on onto out over to under up with within after before
    during since until till through against among between behind beyond near despite about above across along around
    and but or so yet if because although though however meanwhile also still then there here now once later earlier
    some many most much all any each every few several other another such both more less such both either
    is are was were be been being has have had do does did can could may might must shall should will would
    police officials officers rescuers rescue residents witnesses soldiers troops firefighters doctors workers
    ministers leaders lawmakers voters protesters critics experts scientists analysts investors shares prices
    authorities government governments people men women children families relatives survivors passengers bodies
    reports local state nearly almost around according asked speaking earlier last next inside outside
    le la les l un une des du de d et mais ou or car il elle ils elles on ce cet cette ces son sa ses leur leurs nous
    vous dans en sur sous pour par avec chez vers selon après avant depuis pendant alors ainsi quand comme si qui que
    au aux à
    der die das den dem des ein eine einen einem einer und aber oder denn er sie es wir ihr sein seine ihre im am um
    auf aus bei mit nach von vor zu zum zur für über unter als wenn während nachdem dies diese dieser dieses auch
    el los las lo una unos unas y e pero o él ella ellos ellas su sus este esta estos estas ese esa con desde hasta
    según tras entre sobre cuando como también al del se
    il lo gli i uno e ma egli lui lei loro suo sua questo questa con da di su per tra fra dopo prima secondo quando
    anche nel nella al alla del della
    o os as um uma e mas ele ela eles elas seu sua este esta com no na em por para segundo após antes quando também
    de het een en maar of hij zij ze wij in op aan met van voor na naar bij door over toen als ook dit dat deze die
    den det en ett et och og men eller han hon hun de vi i på av af för for med till til från fra när når efter etter
    """)

# A full stop after one of these ends no sentence.
ABBREVIATIONS = words("""
    prof capt col maj lieut sgt messrs mmes approx dept corp bros assn univ sept inst figs vols bzw usw ggf bspw evtl
    etc incl env mlle mlles mme sres sras sig dott dhr mevr resp vgl zzgl inkl
    """)
