"""Names that also stand among the 60,000 most common words of the web; all other names are known by not standing there.

Given names and family names that are frequent in Britain, of every origin.
"""

from __future__ import annotations

# After "I am" these can only be names.
ONLY_NAMES = frozenset(
    """
    aaron abbot abby abdul abigail abraham ada adam adams adrian ahmad ahmed aileen aimee aisha alan albert alec
    alex alexander alexandra alexis alfred ali alice alicia alison alistair allan allen alma amanda amelia amir amy
    ana anastasia anderson andre andrea andrew andrews andy angela angelina angus anil anita ann anna annabel anne
    annette annie anthony antonia antonio archie armstrong arnold arthur ashley ashton atkinson audrey ava ayesha
    baldwin barbara barker barnes barnett barr barrett barry basil baxter beatrice becky begum belinda ben benedict
    benjamin bennett bentley bernadette bernard beth bethany betty beverley beverly bianca billy blackburn blair
    blake bob bobby bola boris bowen boyd brad bradley bradshaw brady brandon bray brenda brendan brennan brian
    bridget briggs bruce bryan bryant buckley burgess burke burrows burton caitlin calvin cameron camilla campbell
    carl carla carlos carmen carol carole caroline carolyn carr carroll cassandra catherine cathy cecilia cedric
    celia chadwick chang chapman charlene charles charlie charlotte charlton chen cheryl chloe chris christina
    christine christopher cindy claire clara clare clark clarke claudia clayton clement clifton clive cole coleman
    coles colin colleen collins connolly conway cooke cora courtney craig crawford cristina cruz cullen cunningham
    curtis cynthia cyril daisy damian damon dan daniel danielle danny daphne darren dave david davidson davies
    davis dawson debbie deborah debra denis denise dennis derek dermot desmond diana diane diego dixon dmitri dolly
    dominic don donald donna dora doreen doris dorothy doug douglas doyle duffy duncan dunn dwayne dyer dylan eddie
    edith edmund edna edward edwards edwin eileen elaine eleanor elena eli elias elisabeth eliza elizabeth ella
    ellen ellie elliot elliott ellis elsie emily emma enid eric erica erin ernest esther ethan ethel eugene eunice
    eva evan evans evelyn ezra faisal farrell fatima faulkner fay felicity felix fergus ferguson fernandez fernando
    fidel finn fiona fischer fitzgerald fleming fletcher flora florin flynn forster fowler frances francesca
    francis francois frankie franklin fraser fred freda frederick freya gabriel gabriela gallagher garcia gardiner
    gareth garner garry gary gavin gemma geoffrey george georgina gerald geraldine gerard gertrude gibbons gibbs
    gibson gideon gil gilbert giles gill gillian gina giovanni gladys glen glenda glenn gloria glover goddard
    godfrey gomez gonzales gonzalez gordon gould graham greenwood greg gregory greta griffin gupta gwen hamza
    hancock hannah hanson harper harriet harris harrison harry hartley harvey hawkins hayes haynes hayward hazel
    heather hector helen helena henderson henry herbert hernandez hewitt hicks higgins hilary hilda hilton hobbs
    holden holloway holly holmes holt hopkins horton howard howell huang hudson hugh hughes hugo humphrey humphreys
    hussein hutchinson hyde ian ida imogen indira ingram ingrid iqbal irene iris isaac isabel isabella ismail ivan
    ivy jack jackie jackson jacob jacobs jacqueline jade jake jamal james jamie jane janet janice jarvis jasmine
    jason jay jean jeff jeffrey jenkins jennifer jennings jenny jeremiah jeremy jerome jess jesse jessica jesus
    jill jim jimmy joan joanna joanne joe joel johanna john johnny johnson johnston jon jonah jonathan jones jorge
    jose joseph josephine josh joshua joyce juan judith judy julia julian julie juliet justin kamala karen karl
    kate katherine kathleen kathryn kathy katie katrina kay kayla keith kelly kelvin kemp ken kennedy kenneth kerr
    kerry kevin khalid khan kim kimberley kirby kirk kirsten knowles krishna kyle lakshmi lam lambert lana lara
    laura lauren laurence lawrence leach leah lee lees leigh leila leo leon leona leonard leroy lesley leslie lewis
    liam lilian lily lin linda linden lindsay lindsey ling linton lionel lisa liz lloyd lois lola lopez lorna
    lorraine louis louisa louise lowe lucas lucia lucinda lucy luis luke lydia lynda lyndon lynn lynne mabel
    macdonald mackenzie madeleine maggie malcolm mandy manuel marc marcia marco marcus margaret maria marian
    marianne marie marilyn mario marion marjorie mark marlene marlon marta martha martin martina martinez marvin
    mary matilda matt matthew matthews maureen maurice mavis max maxine maya mccarthy mcdonald mckenzie mclean
    mcleod megan melanie melissa melvin mendoza meredith mervyn meyer mia michael michelle middleton miguel mike
    mildred millie miranda miriam mitchell mohamed mohammad moira mollie molly mona monica moore moran morgan
    morley morris morrison morton moses muhammad muller muriel murphy murray myers myra nadia nadine nancy naomi
    nasser natalia natalie natasha nathan nathaniel neil nelson neville newman nguyen nicholas nicholson nick
    nicola nicole nigel nikki nikolai nina nixon noah nolan nora noreen norma norman norris norton obi olga oliver
    olivia olivier omar osborne oscar osman otis owen owens pablo paige palmer pamela parkin parkinson parry
    parsons patel patricia patrick patterson paul paula pauline payne pearson pedro peggy penelope percy perkins
    perry pete peter peters petra phil philip philippa phillip phillips phoebe phyllis pickering pierre pollard
    poole potts powell pratt presley priscilla pugh quinn rachael rachel rafael raj ralph ramirez ramona ramsey
    randall raven raymond rebekah reeves reg reggie reginald reid renee reyes reynolds rhiannon rhodes ricardo
    richard richards richardson rick ricky riley rita robbie robert roberta roberto roberts robertson robin
    robinson robson rodney rodriguez roger rogers roland ron ronald ronnie rory rosa rosalind rosemary rosie ross
    rowan rowe rowena roxanne roy ruben ruby rudy rufus rupert russell ruth ryan sade sadie sally sam samantha
    samuel sanchez sanders sandra santos sara sarah sasha saul saunders schmidt scott sean sebastian selena serena
    sergei seth shah shane shannon sharon shaun shaw sheila shelley sheppard sherman shirley sian sidney silva
    silvia simmons simon simone simpson sims sinclair singh smith sofia sonia sophia sophie sparrow spencer stacey
    stan stella stephanie stephen stephens stephenson steve steven stevens stevenson stewart stokes storey stuart
    sue sullivan susan susanna susie sutton suzanne sybil sykes sylvia talbot tamara tang tania tanya tara tate
    taylor ted terence teresa terry tessa thelma theodore theresa thomas thompson thomson thorn thornton thorpe
    tiffany tim timothy tina toby todd tom tommy toni tony torres townsend tracey tracy travis trevor trisha
    tristan tyler tyrone ursula valerie vanessa vaughan vera vernon veronica vic vicky victor vince vincent viola
    violet vivian vivienne vladimir wade wagner wallace wallis walsh walter walters walton wanda wang warren
    watkins watson watts wayne webb weber webster wei wendy wesley wilfred wilkins wilkinson william williams
    williamson willis wilson winifred winston wong woodward wyatt xavier yang yates yolanda yvette yvonne zachary
    zara zoe
    """.split()
)
# These can be other words too: after a name, with a capital or after "my name is" they are names.
ALSO_WORDS = frozenset(
    """
    amber april archer art august autumn bailey baker ball banks barber bates bell berry bill bird bishop black
    blessing bliss bond booth bowman brewer brook brooks brown buck burns bush butcher butler cam carpenter carter
    chambers chance chandler charity chase chelsea cherry christian chuck clay cliff comfort constance cook cooper
    court cox crane cross dale dawn day dean dick drew duke earl earnest eve faith farmer field fisher florence
    flowers ford foster fox frank freeman french frost fuller gardner gene gift ginger goodman goodness goodwin
    grace grant gray green grey grove guy hall hamilton hammond harding hardy hart heath herb hill holder holland
    hope house hunt hunter ivory jan jordan joy judge june justice kent king knight lake lamb lance lane law lawson
    little long love lynch major man mann manning marsh marshall mason may melody mercy mick miles mill miller
    mills moss nash newton noble noel page park parker pat patience peacock pearl penny pepper pierce pike pope
    poppy porter potter power precious preston price prince proctor prudence queen randy ray read reed rice rich
    rob rock rod roman rose sage sandy savage sharp sharpe shepherd short silver singer skinner skip slater smart
    spring stanley steel steele sterling stone street summer summers sun sunday sunny sunshine swift sydney tanner
    trinity tucker turner verity victoria walker wall ward warner waters weaver wellington wells west weston
    wheeler white whitehead will willow winter winters wise wood woods worth wright young
    """.split()
)
