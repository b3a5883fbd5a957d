centers-home-button = Center desk

centers-role-owner = owner of the network
centers-role-network_staff = network staff
centers-role-head = head
centers-role-coordinator = coordinator

centers-type-interregional = interregional center
centers-type-regional = regional center
centers-type-municipal = municipal center
centers-type-partner = partner of the network

centers-kind-financial = financial
centers-kind-informational = informational
centers-kind-consulting = advice
centers-kind-methodological = methods

centers-day-1 = Mon
centers-day-2 = Tue
centers-day-3 = Wed
centers-day-4 = Thu
centers-day-5 = Fri
centers-day-6 = Sat
centers-day-7 = Sun
centers-hours-unknown = hours not given

centers-list-empty = not given
centers-list-more = { $names } and { $rest } more

# The network
centers-network =
    <b>The network</b>
    Centers: { $total }, within reach: { $reachable }.
centers-missing = <b>What is missing</b>
centers-missing-people = Nobody has joined: { $centers }.
centers-missing-group = No group, questions go to private chats: { $centers }.
centers-missing-territory = No territory: { $centers }.
centers-missing-none = Nothing is missing: every center has people, a group and a territory.
centers-network-next = Choose a region to see its centers.
centers-region-network = Interregional center
centers-region =
    <b>{ $region }</b>
    { $count ->
        [0] There are no centers here yet.
       *[other] Centers: { $count }. Choose one.
    }
centers-region-uncovered =
    { $count ->
        [one] { $count } municipality has no center of its own
       *[other] { $count } municipalities have no center of their own
    }: the center above gets their questions.
centers-own = Which center do you want to open?
centers-row = { $center }
centers-row-unreachable = { $center } (out of reach)

# One center
centers-center =
    <b>{ $name }</b>
    { $type }
centers-center-parent = Part of: { $parent }
centers-center-territories = Territory: { $territories }
centers-center-kinds = Support: { $kinds }
centers-center-hours =
    Hours: { $hours }
    Answers within: { $days ->
        [one] { $days } working day
       *[other] { $days } working days
    }
centers-center-phone = Phone: { $phone }
centers-people = <b>Who answers</b>
centers-people-none =
    <b>Who answers</b>
    Nobody yet. Invite a head or a coordinator.
centers-person = • { $name }, { $role }
centers-person-unreachable = • { $name }, { $role } (closed the chat with the bot, messages do not arrive)
centers-group-works = <b>Group</b>: “{ $group }”. Questions arrive there.
centers-group-shared = Also working there: { $centers }.
centers-group-none = <b>No group.</b> Questions arrive in the private chat of everyone who answers.
centers-desk-none = <b>No questions arrive here yet:</b> there is neither a group nor a person. The center above gets them.
centers-group-gone = <b>The group</b> “{ $group }”: the bot cannot write there. Bring it back to the group and make it an administrator. Or connect another group.
centers-not-yours = This is only for those who work in the center.

centers-button-connect = Connect a group
centers-button-connect-other = Connect another group
centers-button-choose-group = Choose the group
centers-button-invite = Invite a colleague
centers-button-invite-staff = Invite network staff
centers-button-as-head = As head
centers-button-as-coordinator = As coordinator
centers-button-to-center = Open the center
centers-button-back = Back
centers-button-more = Further
centers-button-earlier = Earlier

# Connecting a group
centers-connect =
    <b>A group for “{ $center }”</b>

    1. Press “Choose the group” and pick the group where colleagues work.
    2. Telegram asks whether the bot gets rights. Agree, and leave them all on.
    3. The bot writes into the group that it has worked.

    The button works once, within a day.
centers-group-connected = <b>Done: { $center } works here.</b> Questions will arrive in this group.
centers-group-how =
    • To answer the author, reply to the card of the question or to the author’s message.
    • Everything else that you write here stays among you.
    • Help is always at hand: /help
centers-group-all-set = Everything is set up. The first question may come.
centers-group-complete = Now everything is set up, thank you. Questions may come.
centers-connected-by = The group “{ $group }” is connected: { $center }.
centers-connected-by-next = Everything is set up. Now you can invite colleagues.
centers-lacks = <b>What is left to press in the group</b>
centers-lack-cannot-write = Let the bot write in the group: the easiest way is to make it an administrator.
centers-lack-not-admin = Make the bot an administrator: “Manage group”, “Administrators”. Otherwise it does not see all messages.
centers-lack-no-topics = Turn topics on: “Manage group”, “Topics”. Each question then gets a topic of its own. It also works without.
centers-lack-cannot-manage-topics = Let the bot manage topics: “Administrators”, the bot, “Manage topics”.
centers-lack-reactions-forbidden = Allow the reactions 👌 and 🤔: with them the bot shows whether an answer arrived.
centers-lack-protected-content = Allow copying: “Group type”, turn “Restrict saving content” off. Otherwise answers with files do not arrive.
centers-connect-unknown = This button did not fit. Take a new one: private chat with the bot, “Center desk”, “Connect a group”.
centers-connect-used = This button has been used. Take a new one: private chat with the bot, “Center desk”, “Connect a group”.
centers-connect-expired = This button is too old. Take a new one: private chat with the bot, “Center desk”, “Connect a group”.
centers-connect-forbidden = A group is connected by the head of the center. Ask them to open the private chat with the bot and press “Connect a group”.
centers-group-unconnected = This group is not connected to a center yet. The head can do it: private chat with the bot, “Center desk”, “Connect a group”.
centers-group-lost =
    <b>The bot is no longer in the group “{ $group }”.</b>
    { $count ->
        [one] It is the group of
       *[other] It is the group of these centers
    }: { $centers }.

    Bring the bot back: open the group, tap its name, then “Add members”, and choose this bot. Or connect another group: open the center with the button below.
centers-group-muted =
    <b>The bot may not write in the group “{ $group }”.</b>
    { $count ->
        [one] It is the group of
       *[other] It is the group of these centers
    }: { $centers }.

    Let the bot write: open the group, “Manage group”, “Administrators”, and make this bot an administrator.
centers-group-waiting =
    { $count ->
        [one] { $count } question waits there.
       *[other] { $count } questions wait there.
    } If nothing changes within a working hour, another center or the owners of the network will get { $count ->
        [1] it
       *[other] them
    }. Open a question here, and it stays with you.
centers-group-waiting-oldest = The buttons below are for those that have waited longest.
centers-group-silent-new = New questions come to your colleagues’ private chats with the bot for now. If nobody has opened one, another center or the owners of the network get them at once.
centers-dead-updates =
    { $count ->
        [one] The bot could not handle { $count } message
       *[other] The bot could not handle { $count } messages
    }, though it tried several times. { $count ->
        [1] It is kept
       *[other] They are kept
    }, and everything else works.

    Tell whoever looks after the bot: the details are in the bot’s log.
centers-group-help =
    <b>How it works here</b>
    • Reply to the card of a question or to the author’s message: your answer goes to the author.
    • Everything else is seen by the colleagues in this group only.
    • 👌 on your message: the answer arrived. 🤔: it did not, and a line says why.
centers-anonymous = You write in the name of the group, so the bot cannot tell who you are. Turn it off: “Administrators”, your name, “Remain anonymous”. Then write again.

# Invitations
centers-invite = <b>{ $center }</b>: as what do you invite the colleague?
centers-invitation-pass-on = Forward the message below to your colleague. The link works once, within 7 days.
centers-invitation =
    You are invited to answer questions of NGOs and activists.
    Center: { $center }. Your role: { $role }.

    Open the link and press “Start”: { $link }
centers-invitation-network =
    You are invited to the team of the network of resource centers. Your role: { $role }.

    Open the link and press “Start”: { $link }
centers-joined =
    <b>Welcome!</b> You are now { $role }. Center: { $center }.
    Your center is below. “Center desk” brings you back here.
centers-joined-network =
    <b>Welcome!</b> You are now { $role }.
    All centers are below. “Center desk” brings you back here.
centers-already = You are { $role } already. Center: { $center }. The link does not work any more.
centers-already-network = You are { $role } already. The link does not work any more.
centers-link-unknown = This link did not fit. Ask your colleague for a new one.
centers-link-used = Somebody has joined through this link already. Ask your colleague for a new one.
centers-link-expired = This link is too old. Ask your colleague for a new one.
centers-link-for-groups = This link connects a group. Open it from “Center desk”, button “Connect a group”.
