# --- The first visit and the consent

members-welcome =
    👋 Hello! This is { $network }: help for non-profit organisations and community groups. You write a question – the center nearest to you answers. Free.

    This chat is run by { $operator }.
members-welcome-kept = We have kept your message. First we need your consent – it is below.

members-consent =
    <b>Consent to the processing of personal data</b>

    <b>Who answers for the data:</b> { $operator }. Contact: { $contact }
    <b>What for:</b> to answer your question.
    <b>What we keep:</b> your name and number in Telegram, town, organisation, your questions and all that you send with them.
    <b>Who sees it:</b> the people of the centers that answer you.
    <b>How long:</b> three years after your last question, or until you withdraw your consent.
    <b>How to withdraw:</b> write to us, { $contact }

    Do you agree?
members-consent-full =
    <b>Consent to the processing of personal data</b>

    <b>Operator of personal data:</b> { $operator }. Contact: { $contact }

    <b>Purpose.</b> To take your question, pass it to a resource center, send you the answer, and count how many people and organisations were helped. The counts hold no names.

    <b>Which data.</b> The name and number under which Telegram knows you; your municipality; the name of your organisation; texts, voice messages, photos and files that you send; your phone number, if you give it yourself.

    <b>What we do with it.</b> We record, keep and correct it, pass it to the people of the center that answers you, and erase it. The database is in Russia. Messages go through Telegram.

    <b>Who sees it.</b> The people of the network’s centers who answer your question. Nobody else. There will be no mailings without a separate consent.

    <b>Term.</b> Three years after your last question, or until you withdraw your consent.

    <b>How to withdraw.</b> Write to us: { $contact }. We erase your data within 30 days.

    Please do not send scans of passports or anything about health.

    Personal data policy: { $policy }
members-consent-again = To go on, press “I agree”. The consent itself is above.
members-consent-kept-again = We have kept this message too. To pass it to the center we need your consent: press “I agree”.
members-stored = This is what we keep and what you agreed to.
members-refused =
    All right. We have kept nothing about you.

    Without your consent we cannot pass on your question. But you can call a center or come in. Choose your region and we will show phones and addresses.

members-button-agree = I agree
members-button-agree-after-all = I agree after all
members-button-read-consent = Read it in full
members-button-show-consent = Read the consent
members-button-refuse = I do not agree
members-button-policy = Open the data policy
members-toast-agreed = Thank you! Your consent is recorded.
members-toast-agreed-already = Thank you, you have agreed already.
members-toast-how-to-withdraw = You have agreed already. How to withdraw your consent is written here: “Settings”, then “What we keep”.

# --- Where you live

members-ask-town = In which town, village or district do you live? Write its name, for example: Shadrinsk.
members-several-towns = There are several such places. Which one is yours?
members-no-town =
    We did not find such a place.

    Write it in another way, for example only the district, or choose from the list. If you live elsewhere, press “I am from another region”.
members-kept-ask-town =
    Thank you, we have kept this for your question.

    We still need to know which center should get it. Write in which town, village or district you live.
members-choose-region = Choose your region.
members-choose-municipality = { $region }. Choose your town or district. Or write its name.
members-page = Page { $page } of { $pages }.
members-town-saved = Noted: { $town }, { $region }.
members-outside-saved = Noted: you are from another region.
members-outside-place = another region

members-button-list = Choose from the list
members-button-outside = I am from another region
members-button-none-of-these = None of these
members-button-other-region = Another region
members-button-change-town = Change the town
members-button-earlier = Back
members-button-later = Next
members-button-back = Back

# --- Your organisation

members-ask-organisation = Which organisation are you from? Choose it or write its name.
members-type-organisation = Which organisation are you from? Write its name.
members-bad-organisation-name = Write the organisation’s whole name. If there is none, press the button below.
members-kept-ask-organisation =
    Thank you, we have kept this for your question.

    One last thing: which organisation are you from? Write its name.
members-organisation-saved = Noted: { $name }.
members-no-organisation-saved = Noted: no organisation yet.
members-no-organisation = no organisation yet
members-signed-up =
    Thank you, all is ready!

    The menu is at the bottom of the screen. You can also write a question right here at any time.

members-button-type-organisation = Write the name
members-button-no-organisation = No organisation yet

# --- Settings

members-settings =
    <b>Settings</b>

    Town or district: { $town }
    Organisation: { $organisation }
    Language: { $language }

    What should be changed?
members-choose-language = Which language do you prefer?
members-language-ru = Русский
members-language-en = English
members-language-saved = From now on we speak English with you.

members-words-center = call a person, call the center, phone
members-button-settings = Settings
members-button-settings-town = Change the town
members-button-settings-organisation = Change the organisation
members-button-settings-language = Change the language
members-button-settings-stored = What we keep
members-button-to-settings = To the settings

# --- Centers

members-my-center = Your town or district: <b>{ $place }</b>. This is who helps you.
members-my-center-next = You can write your question right here – the center gets it.
members-centers-above = If nobody answers the phone:
members-no-centers = There is no center here yet.
members-contact-regions = Choose your region and we will show the centers’ phones and addresses.
members-contacts = <b>{ $region }</b>: centers that you can call or visit.
members-center-name = <b>{ $name }</b>
members-center-line = { $name }: { $phone }
members-center-phone = Phone: { $phone }
members-center-address = Address: { $address }
members-center-email = Mail: { $email }
members-center-website = Site: { $website }
members-center-hours = Open: { $hours }
members-center-kinds = Helps with: { $kinds }.
members-kind-financial = money for a project
members-kind-informational = news and contacts
members-kind-consulting = advice from specialists
members-kind-methodological = samples and learning

members-button-center = My center
members-button-other-centers = Other centers
