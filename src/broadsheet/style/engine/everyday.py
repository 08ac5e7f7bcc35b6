"""Short everyday words of English that are also written in capitals as names."""

LISTED = """a about above act add age aid aids aim air all also am an and any apt arc are ark arm art as ask asp at ate
    bad bag ban bar bat be bed bee bet bid big bit boy bud bus but buy by cab call calm can cap car care case cash cat
    chip clay coal cop cope core cost cot cup cut dam dare day deal dear den did die dig do does dog down due each ear
    eat echo edge egg end era eve ever eye face fact fair fan far fast fat few fine fire fit for free from full fun
    game gap gas get give go goal good got had has have he heal help her here hers hi him his hit home hope host hot
    how i ice idea if ill in into iris is it its jam job join joy just keep key kid know lab lady lamp last late law
    lay lead left less let lie life lift like line link live long look lot love low made main make man many map mars
    mat may me mean men might mine miss mix more most move much must my name near need net new news next no nor nose
    not note now of off oh old on one only open or our out over own pact page part past path pay pea pen per pet pie
    pin place plan plus pop pot price put ran rat raw read real red rest rice ride right rip role room run sad safe
    said same sat save saw say sea seat see self set she shop show sick side sir sit six size so some son soon star
    start stem step still stop such sun take talk tap tar task tax tea team tell ten test than that the their them
    then there these they this those tie till time tip to today too tool top toy true try turn two under up upon us
    use van very vote wait wake walk wall want war was way we wear well were west what when where which while who
    whole whom whose why wide will win wins wish with word work would yes yet you young your yours zip"""
WORDS = frozenset(LISTED.split())
