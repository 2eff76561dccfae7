"""Names that also stand among the 60,000 most common words of the web; all other names are known by not standing there.

And the words around names: titles, particles, what people are to each other, and what they are.
"""

from __future__ import annotations

TITLES = tuple("mr mrs ms mx dr prof professor dame cllr councillor rev revd reverend".split())
# Whom somebody writes about: "my manager", "our chair"; and others when they are called something.
RELATION = tuple(
    """
    manager boss colleague chair chairman chairwoman chairperson ceo director governor secretary lead nurse matron
    midwife doctor consultant mentor mentee deputy friend wife husband partner son daughter mother father mum dad
    sister brother
    """.split()
)
ANYBODY = tuple("woman man person someone somebody patient".split())
PARTICLES = frozenset(
    "al el ul bin bint ibn abu ben van von der den de da do dos du di la le les mac mc st ter y e".split()
)
# What somebody may be instead of having a name: "I am Black", "I am Chair", "Sister Director".
ROLES = frozenset(
    """
    sir lord lady baroness vice acting interim associate chief executive non officer head company trust board
    surgeon registrar gp therapist physio paramedic pharmacist student trainee band senior junior clinical medical
    nursing workforce people finance operations strategy communications hr od edi ned neds coo cfo cno cmo cpo ftsu
    nhs bme bame uk team teams member staff independent lay university hospital hospitals foundation here speaking
    ok word excel windows office telegram whatsapp linkedin zoom outlook google assistant pa black white asian
    brown muslim hindu sikh jewish catholic arab roma romany traveller gypsy welsh scottish french german dutch
    greek iraqi somali filipino filipina thai tamil gujarati punjabi bengali pakistani bangladeshi kashmiri nepali
    israeli african european nigerian ghanaian kenyan indian iranian egyptian caribbean russian ukrainian romanian
    australian canadian
    """.split()
).union(TITLES, RELATION, ANYBODY)
# Given names and family names of every origin that are met in Britain. After "I am" these can only be names.
ONLY_NAMES = frozenset(
    """
    aaliyah aaron aba abbas abbot abbott abby abdul abel abigail abner abraham abram acevedo acosta ada adam adams
    adan addison adela adele adeline aden adler adolf adolfo adolph adonis adrian adriana adrienne agatha agnes
    aguilar aguirre agustin ahmad ahmed aida aileen aimee aisha alan alana alba alban albert alberto alcalde aldo
    alec alejandra alejandro alex alexander alexandra alexia alexis alfonso alfred alfredo ali alice alicia aline
    alisa alisha alison alissa alistair allan allen allison alma alonzo alphonse alphonsus alva alvarado alvarez
    alvaro alvin alyssa amado amalia amanda ambrose amelia amin amine amir amon amos amparo amy ana anabel anas
    anastasia andersen anderson andre andrea andrei andres andrew andrews andy ane angela angelica angelina
    angeline angelique angelo angie angus anil anita ann anna annabel annabelle anne annette annie anselmo anthony
    antoine antoinette anton antonia antonio antonius antony anu arabella archie arian ariel arlene arlo armand
    armando armani armstrong arne arno arnold aron arron arthur arturo arvo aryan asher ashlee ashley ashton astrid
    athena atkins atkinson audrey augustine aurelia aurelio aurora austin ava avery avila ayala ayesha babette
    bailly baird bala baldwin ballard bambi baptiste barbara barker barnes barnett barr barrera barrett barron
    barros barry bart barth bartholomew bartlett barton basil batista bauer baxter bayer beatrice beatrix beatriz
    beatty beauregard becker becky begum bela belinda bella ben benedict benet benita benito benjamin bennett benny
    benson bentley benton berenice bergen berger bernadette bernadine bernard bernardo bernhard bernice bernie bert
    berta bertha bertram bertrand beth bethany betty bevan beverley beverly bianca billie billy blackburn blackwell
    blaine blair blake blanc blanca blanchard blanche blum boaz bob bobby bock bola bolton bona booker boone borges
    boris bose boucher boulanger bowen boyd boyer boyle brad bradford bradley bradshaw brady brandi brandon brandt
    braun bray breda bree brenda brendan brennan brent breton brett breuer brian briana brianna brice bridget
    briggs brigid brigitte britney britt brittany brittney brock brooke brooklyn browne bruce bruno bryan bryant
    bryce buchanan buckley bueno burgess burke burnett burrows burt burton byrd byron caballero cabrera cain
    caitlin calderon caldwell caleb callahan calvin camacho cameron camilla camille campbell campos candace candela
    candice cara cardenas cardozo carey carina carl carla carleton carlo carlos carlotta carlson carly carmel
    carmela carmelo carmen carney carol carole caroline carolyn carr carranza carreras carrie carrillo carroll
    carson cartwright casals casey caspar casper cassandra cassidy cassie castilla castillo castro catalina
    catherine cathleen cathy cecelia cecil cecile cecilia cedric celeste celia celina cervantes cesar chadwick
    chandra chaney chang chapman charlene charles charlie charlotte charlton charmaine chavez chen cherie cheryl
    chevalier cheyenne chico chloe chris christa christensen christie christina christine christophe christopher
    cindy clair claire clara clare clarence clarice clarissa clark clarke claude claudette claudia claudine claudio
    claudius claus clayton clemens clement clements clifford clifton clinton clive cody coffey cohen cole coleman
    coles colette coley colin colleen collet collin collins colum conan concha conley conn conner connie connolly
    conrad consuelo contreras conway cooke cora corey corina corine corinne cormack cornel cornelia cornelius
    coronado corrie cortes cory costa costello courtney couture craig crawford cristina cronin crosby cruz cuesta
    cullen cummings cunningham curtis cynthia cyril cyrus dagmar dahl daisy dalton damian damien damon dan dana
    danae dane daniel danielle daniels danny dante daphne darcy daren darin dario darius darlene darrell darren
    darrin darryl daryl daugherty dave david davidson davies davis davy dawson deane deanna debbie debby debora
    deborah debra decker dee deidre deirdre delaney delgado delia dempsey denis denise dennis denny derek derick
    dermot desiree desmond devi devin devon dian diana diane dianne dickinson dickson diego dietrich dillon dina
    dinah dion dionne dixon dmitri dolly dolores domingo dominguez dominic dominick dominique don dona donal donald
    donaldson donna donnell donovan dooley dora dorcas doreen dorian doris dorothea dorothy dorsey doug douglas
    doyle duane dubois dudley duffy duma duncan dunn dupont duran dustin dwayne dyer dylan eaton ebert edda eddie
    edgar edgardo edith edmond edmund edna edson eduardo edward edwards edwin edwina efrain egbert egger eileen
    elaine elbert eldon eleanor elena eli elia elias elijah elinor eliot elis elisa elisabeth elise elisha eliza
    elizabeth ella ellen ellie elliot elliott ellis ellison elma elmer elmo eloise eloy elsa elsie elton elva elvin
    elvira elvis elwood emanuel emerson emil emile emilia emilie emilio emily emma emmanuel emmet emmett emmy enid
    ennis enrico enrique erhard eric erica erich erick erik erika erin erna ernest ernestine ernesto ernst ervin
    erwin esmeralda esperanza espinoza esteban estella estelle estes esther estrada ethan ethel etta eugene eugenia
    eugenie eugenio eunice eva evan evans evelyn everett evert evita ezekiel ezra fabian faisal farrell fatima
    faulkner fay faye federico felice felicia felicity felipe felix ferdinand fergus ferguson fernandez fernando
    ferrell ferris fidel fiedler figueroa finley finn finnegan fiona fischer fitzgerald fitzpatrick fleming
    fletcher flora florentine flores florin floyd flynn foley forbes forrest forster fowler fran frances francesca
    francine francis francisca francisco franck franco francois frankie franklin franz fraser frazier fred freda
    freddy frederic frederick fredric fredrick frey freya frieda friedrich frisch fritz fuchs fuentes fulton
    gabriel gabriela gabrielle gaby gael gaia gail gaines gallagher gallegos gallo garcia gardiner gareth garibaldi
    garner garrett garry gary garza gaspar gasser gavin gaya geiger gemma genevieve geoffrey george georges
    georgette georgina gerald geraldine gerard gerardo gerhard geronimo gerry gertrude ghazi gibbons gibbs gibson
    gideon gil gilbert gilberto gilda giles gill gillespie gillian gilman gilmore gilson gina gino giovanni gisela
    giselle giuseppe gladys glen glenda glenn gloria glover goddard godfrey golda gomez gonzales gonzalez gonzalo
    gordon gould graciela grady graf graham granados greco greene greenwood greer greg gregg gregorio gregory greta
    gretchen griffin griffith gros grover guadalupe gudrun guerra guerrero guevara guido guillermo gunnar gunter
    gunther gupta gustav gustavo guthrie gutierrez guzman gwen gwendolyn haas hagen hahn hakim haley halley hampton
    hamza hancock hanna hannah hans hansen hanson hardin harley harmon harold harper harrell harriet harrington
    harris harrison harry hartley hartman hartmann harvey hawkins hayden hayes haynes hayward hazel heaney heather
    hebert hector heidi heinrich heinz helen helena helene helga hellen heller helmut henderson hendricks henri
    henrietta henrik henry herbert herman hermann hernandez herrera hertha hess hester hewitt hicks hidalgo higgins
    hilary hilbert hilda hildegard hillary hilliard hilton hobbs holden hollie holloway holly holm holmes holst
    holt hooper hoover hopkins horacio horst hortense horton hosea howard howe howell huang hubbard huber hubert
    hudson huerta hugh hughes hugo humberto humphrey humphreys hurley hurst hussein hutchinson hyde ian ida ignacio
    igor imelda imogen ina indira indra ines inez infante inge ingram ingrid iona iqbal ira irene iris irma irvine
    irving irwin isaac isabel isabella isabelle isadora isaiah isidro ismael ismail issac iva ivan ivy jack jackie
    jackson jacky jaclyn jacob jacobi jacobs jacobsen jacobson jacqueline jacques jade jaime jake jamaal jamal
    jamar james jameson jamie jana jane janet janette janice janina janine janis janna jansen jared jarl jarrod
    jarvis jasmine jason javier jay jayne jayson jean jeanette jeanine jeanne jeannette jeannie jeannine jeff
    jefferson jeffery jeffrey jena jenifer jenkins jenna jennie jennifer jennings jenny jensen jere jeremiah jeremy
    jerez jermaine jerome jerry jess jesse jessica jessie jesus jill jillian jim jimenez jimmie jimmy joachim joan
    joann joanna joanne joaquin jocelyn jodi jodie jody joe joel joey johann johanna johannes john johnathan
    johnnie johnny johnson johnston jolene jon jonah jonas jonathan jonathon jones joni jorge jos jose josef
    josefina joseph josephine josephus josh joshua josiah jove joyce juan juana juanita juarez judd jude judith
    judy jules julia julian juliana julie julien juliet juliette julio julius justin justina justine kaiser kaitlin
    kali kamala kane kara kareem karen kari karin karina karl karla karol karyn kate katelyn katharine katherine
    kathleen kathryn kathy katie katrina katy kay kaye kayla keenan keisha keith keller kelley kelli kellie kelly
    kelsey kelvin kemp ken kendall kendra kennedy kenneth kenny keri kern kerr kerri kerry kevin khalid khan kim
    kimberley kimberly kirby kirk kirsten klaus klein knowles knox knudsen kobe koch kohl konrad kramer kris
    krishna krista kristen kristi kristie kristin kristina kristine kristopher kristy krystal kuhn kurt kurtis kyle
    laban lacey lakshmi lala lam lamar lambert lamont lana landon landry lara larry lars larsen larson latoya laura
    lauren laurence laurent lauri laurie lavinia lawrence layla lazar leach leah leander leanne leblanc lebrun lee
    lees lehmann leif leigh leila leland lelia lena lennon lenny lenoir leo leon leona leonard leonardo leone
    leonor leonora leopold leopoldo leroy lesley leslie lester leticia levi levin lew lewis lex liam liana libby
    lidia lila lilia lilian liliana lillian lilly lily lin lina linares lincoln linda linden lindsay lindsey ling
    linn linton lionel lisa liston livia liz liza lloyd lobo logan lois lola lolita lonnie loos lopez lora loraine
    lorelei lorena lorenz lorenzo loretta lori loris lorna lorraine lott lotta lou louie louis louisa louise
    lourdes lowe loyola lucas lucia lucian luciano lucien lucile lucinda lucio lucy ludwig luigi luis luisa luke
    lula luna lupe luz lydia lynda lyndon lynette lynn lynne lynnette lyons maas mabel macarena macarthur macdonald
    macias mack mackenzie maddox madeleine madeline madison magdalene maggie mahdi mai maia malcolm maldonado
    mallory malone mandy manfred mansfield manson manuel manuela mara marc marcel marcella marcelo marcia marco
    marcos marcus margaret margaux margherita margo margot margret marguerite mari maria marian mariana marianna
    marianne mariano maribel marie marietta marilyn marin mario marion maris marisa marisol marissa marius marjorie
    mark marlene marley marlon marques marquez marta martel martha marti martin martina martineau martinez marty
    marvin mary maryann maryanne mathew mathews mathias mathilda mathis matilda matt matthew matthews matthias maud
    maude maura maureen maurice mauricio mauro maury mavis max maximilian maxine maxwell maya mayer maynard mayra
    mcbride mccall mccarthy mcclure mcconnell mccormick mccoy mccullough mcdonald mcdowell mcfarland mcgee mcguire
    mcintosh mcintyre mckay mckee mckenzie mckinley mckinney mcknight mclaughlin mclean mcleod mcmahon mcmillan
    mcpherson meagan medina megan meghan meier mel melanie melba melchior melinda melisa melissa melton melville
    melvin mendez mendoza mercado mercer meredith merle merlin merritt mervin mervyn metz meyer meyers mia micah
    michael micheal michel michele michelle middleton mignon miguel mike mikhail milagros milan mildred millard
    millicent millie milo milos milton mimi mindy minna mir mira miranda miriam miro mitchel mitchell mitra moe
    mohamed mohammad moira molina mollie molly mona monica monique montero montes montgomery montoya mooney moore
    mora morales moran moreau moreno morgan morin morley morris morrison mortimer morton moses mosley moulin
    mueller muhammad mulder mullen muller mullins munoz murat muriel murillo murphy murray myers myles myra nadia
    nadine nagy nair nancy nanna naomi nasser natalia natalie natasha nathan nathanael nathaniel navarro neal
    nehemiah neil nell nellie nelly nelson nestor neville nevin newman nguyen nicholas nichole nicholson nick
    nicola nicolai nicolas nicole nielsen nieves nigel nikita nikki nikolai nilsson nina nixon noah noe noelle
    noemi nolan nora norbert norberto noreen noriega norma norman normand norris norton obi ochoa octavia octavio
    ola olaf olav olga oliver olivia olivier olsen olson omar omer oneal ophelia ora oran orozco orr orris ortega
    ortiz osborn osborne oscar osman osvaldo oswald otis otto owen owens pablo pacheco padilla paige palau palmer
    pam pamela parkin parkinson parrish parry parsons pascal pasquale patel patrice patricia patrick patterson
    patton pau paul paula paulette pauline pavlov payne pearson pedro peggy pelletier penelope percy perez perkins
    perrin perron perry pete peter peters petersen peterson petit petra petter phil philip philippa philippe
    phillip phillips phoebe phyllis picard pickering pierre pizarro pollard polly pons poole potts powell prado
    pratt prentice presley priscilla pugh putz quentin quincy quinn quintero rachael rachel rachelle racine rafael
    raj raleigh ralph rama ramirez ramiro ramon ramona ramos ramsey rand randall randi randolph raoul raphael
    raquel rasmussen rath raul raven raymond reagan rebekah redmond reese reeves reg reggie regina reginald reich
    reid reilly reinaldo reinhold rena renault rene renee reuben reva rex reyes reyna reynaldo reynolds rhiannon
    rhoda rhodes rhona rhonda ria ribera ricardo richard richards richardson richie richmond rick rickey ricky rico
    riley rios rishi rita ritter rivas rivera robbie robby robert roberta roberto roberts robertson robin robinson
    robles robson robyn roca rocco rocha roche rochelle roderick rodger rodgers rodney rodolfo rodrigo rodriguez
    rogelio roger rogers rojas roland rolando rolf rolland romano romeo romero ron rona ronald ronnie ronny roo
    roque rory rosa rosales rosalie rosalind rosanna rosanne rosario roselyn rosemarie rosemary rosenberg rosie
    rosita roslyn ross roth rowan rowe rowena rowland roxanne roy ruben rubin ruby rudolf rudolph rudy rufus ruiz
    rupert rus russell russo ruth rutherford ryan ryder saar sabina sabine sabrina sade sadie salas salazar salinas
    sally salome salvatore sam samantha sammy sampson samson samuel sanchez sancho sanders sandoval sandra sanford
    santana santos sara sarah saran sasha saul saunders saundra savoie schiller schmidt schneider schroeder schultz
    schulz schumacher schwartz schweitzer scot scott sean sebastian segovia selena selim selma serena sergei sergio
    serra serrano seth seymour shah shan shana shane shanna shannon shari sharlene sharon shaun shauna shaw shawn
    shawna shay shea sheena sheila shelby shelia shelley shelly shelton sheppard sheree sheri sheridan sherman
    sherri sheryl shirley sian sidney siegfried sigmund sigrid sigurd silas silva silvester silvia simeon simmons
    simon simone simpson sims sinclair singh skye sloan sloane smith socorro sofia sola solano solis solomon sonia
    sonja sonya sophia sophie sosa soto sousa sparrow spencer spenser stacey stacie stacy stafford stan stanton
    steen stefan stefanie steiner stella stephan stephanie stephen stephens stephenson steve steven stevens
    stevenson stewart stine stokes storey stuart suarez sue suleiman sullivan susan susana susanna susannah susanne
    susie sutton suzanne suzette suzy sven sweeney sybil sykes sylvester sylvia sylvie tabitha talbot tali tamara
    tami tammie tammy tang tania tanya tara tasha tate tatiana taylor ted teddy terence teresa terrance terrell
    terrence terri terry tess tessa thaddeus thalia thea thelma theodora theodore theresa therese thomas thompson
    thomson thor thorn thornton thorpe tia tiffany tim timmy timothy tina tito titus tobias toby todd tom tomas
    tommy toni tonia tony tonya tori torrens torres tory townsend tracey traci tracie tracy tran travis trent
    trevor tricia trine trisha tristan trujillo tudor tyler tyrone tyson udo una uriel ursula valdez valentin
    valentino valenzuela valeria valerie vallejo vance vanda vanessa vara vargas vaughan vaughn vazquez veda vega
    vela velazquez velma vera vernon veronica vic vicente vicki vickie vicky victor vida vidal vidar vila
    villarreal villeneuve vilma vince vincent viola violet vito vivian vivienne vladimir wade wagner waldemar
    wallace waller wallis wally walsh walter walters walton wanda wang warren watkins watson watts wayne webb weber
    webster wei weiss weldon wendy werner wesley whitney wieland wilber wiley wilfred wilfredo wilhelm wilhelmina
    wilkins wilkinson willard william williams williamson willie willis willy wilma wilmer wilson wilton winifred
    winnie winston wolfe wolff wolfgang wong woodward woolley wyatt xavier xenia yang yates yolanda yuri yves
    yvette yvonne zach zachariah zachary zamora zane zapata zara zelda ziegler zimmerman zoe zola
    """.split()
)
# These can be other words too; after another name, with a capital or after "my name is" they are names.
ALSO_WORDS = frozenset(
    """
    amber april archer art august autumn bailey baker ball banks barber bates bell berry bill bird bishop black
    blessing bliss bond booth bowman brewer brook brooks brown buck burns bush butcher butler cam carpenter carter
    chambers chance chandler charity chase chelsea cherry christian chuck clay cliff comfort constance cook cooper
    court cox crane cross crystal dale dawn day dean dick drew duke earl earnest eve faith farmer field fisher
    florence flowers ford foster fox frank freeman french frost fuller gardner gene georgia gift ginger goodman
    goodness goodwin grace grant gray green grey grove guy hall hamilton hammond harding hardy hart heath herb hill
    holder holland hope house hunt hunter ivory jan jordan joy judge june justice kent king knight lake lamb lance
    lane law lawson little long love lucky lynch major man mann manning marsh marshall mason may melody mercy mick
    miles mill miller mills moss nash newton noble noel page park parker pat patience peace peacock pearl penny
    pepper pierce pike pope poppy porter potter power precious preston price prince proctor prudence queen randy
    ray read reed rice rich rob rock rod roman rose sage sandy santiago savage sharp sharpe shepherd short silver
    singer skinner skip slater smart spring stanley steel steele sterling stone street summer summers sun sunday
    sunny sunshine swift sydney tanner trinity tucker turner valentine verity victoria walker wall ward warner
    waters weaver wellington wells west weston wheeler white whitehead will willow winter winters wise wood woods
    worth wright young
    """.split()
)
