# --- Main menu

questions-button-ask = Ask a question
questions-button-mine = My questions

# --- Kinds of support

questions-kind-financial = Money and grants
questions-kind-informational = Information
questions-kind-consulting = Advice
questions-kind-methodological = Templates and methods
questions-kind-unknown = I don't know
questions-kind-none = not clear yet

questions-choose-kind =
    What is your question about?

    <b>Money and grants</b> – contests, subsidies, donations, budgets.
    <b>Information</b> – whom to ask, what takes place when and where, recordings.
    <b>Advice</b> – registration, reports, accounting, premises.
    <b>Templates and methods</b> – sample documents, how to run a project.

    Not sure? Press “I don't know” and we will find out.
questions-choose-kind-kept =
    We kept your message. What is it about?

    <b>Money and grants</b> – contests, subsidies, donations, budgets.
    <b>Information</b> – whom to ask, what takes place when and where, recordings.
    <b>Advice</b> – registration, reports, accounting, premises.
    <b>Templates and methods</b> – sample documents, how to run a project.

    Not sure? Press “I don't know” and we will find out.
questions-write =
    Now write your question, say it aloud or send a photo.

    Several messages are fine.

# --- The card "your question will go to…"

questions-draft-to-center =
    <b>Your question will go to { $center }</b>
questions-draft-to-network =
    <b>Your question will go to the network's management</b>
    No center can take questions just now. We will pass it on and tell you.
questions-draft-from = Where from: { $place }
questions-draft-from-outside = Where from: another region
questions-draft-kind = About: { $kind }
questions-draft-kind-unknown = About: the center will find out
questions-draft-hours = Working hours: { $hours }
questions-draft-phone = Phone: { $phone }
questions-draft-term =
    { $days ->
        [one] They answer within { $days } working day.
       *[other] They answer within { $days } working days.
    }
questions-draft-usual-hours =
    { $hours ->
        [one] They usually answer in { $hours } hour.
       *[other] They usually answer in { $hours } hours.
    }
questions-draft-usual-days =
    { $days ->
        [one] They usually answer in { $days } day.
       *[other] They usually answer in { $days } days.
    }
questions-draft-call = They will call you, as you asked.
questions-draft-call-no-phone = They will call you. Please write your phone number too.
questions-draft-words = Your question: { $words }
questions-draft-messages =
    { $count ->
        [one] { $count } message in the question.
       *[other] { $count } messages in the question.
    }
questions-draft-next = All right? Press “Send”. To add something, just write more.
questions-button-send = Send
questions-button-other-town = Not my town
questions-button-other-kind = Other help
questions-button-call-me = Call me
questions-button-do-not-call = Do not call, write
questions-no-call = All right, they will answer in writing.
questions-button-discard = Do not send
questions-toast-no-draft = This question has been sent or deleted already.
questions-toast-another-draft = This button belongs to an earlier question. Below is the one you are writing now.
questions-toast-not-ready = First choose what the question is about.
questions-discarded = All right, we will not send it. You can write a new question at any time.

questions-ask-phone =
    Which number should they call?

    Press the large button below or write the number.
questions-button-my-phone = Send my number
questions-phone-kept = We noted the number. Now send the question.

questions-ask-town = Where is help needed? Write the town, village or district. Or choose from the list.
questions-ask-town-again = We did not find that place. Write it differently or choose from the list.
questions-ask-which-town = There are several such places. Which one?
questions-choose-municipality = { $region }. Choose the town, okrug or district.
questions-button-outside = Another region
questions-button-back = Back
questions-button-next = Next

questions-reminder =
    You began a question and did not send it. We have kept it.

    Look at it again and press “Send”.
questions-button-show-draft = Show the question

# --- Sent

questions-sent =
    ✅ <b>Question No. { $number } has been sent</b>

    { $center } has it.
    Answer due: { $due }.

    The answer will come here.
questions-sent-call =
    ✅ <b>Question No. { $number } has been sent</b>

    { $center } has it.
    They will call you. Due: { $due }.
questions-sent-to-network =
    ✅ <b>Question No. { $number } has been received</b>

    Nobody can take it just now, and we have told the network's management. The question will not be lost. As soon as a center takes it, we will write to you here.
questions-moved-to-center = { $center } has taken question No. { $number }. The answer will come here.

questions-where-to =
    { $count ->
        [one] You have a question already. Does your message belong to it?
       *[other] You have questions already. Which of them does your message belong to?
    }
questions-where-to-line = No. { $number }: { $words }
questions-where-to-staff = This message has not been sent to anybody yet. Is it an answer to an author, or a question of your own?
questions-where-to-answer = Waiting for you, No. { $number }: { $words }
questions-button-answer-it = Answer question No. { $number }
questions-button-my-own = It is my own question
questions-answered-it = The author has your answer to question No. { $number }. Next time reply to the card: that is quicker.
questions-button-add-to = Add to question No. { $number }
questions-button-new = This is a new question
questions-added = Added to question No. { $number }. The center will see it.
questions-added-reopened = Question No. { $number } is open again, and the center has your message.
questions-correction-passed = The center has your correction.
questions-not-yours = You have no such question. Your questions are under “My questions”.

# --- The answer

questions-answer-heading = Answer to question No. { $number } · { $center }
questions-answer-heading-name = Answer to question No. { $number } · { $center }, { $name }
questions-answer-corrected = Corrected answer to question No. { $number }
questions-answer-under = Did the answer to question No. { $number } help?
questions-button-helped = Thank you, it helped
questions-button-ask-more = Ask more
questions-button-not-helped = It did not help
questions-thanks =
    We are glad that it helped! Question No. { $number } is closed.

    If anything else comes up, just write.
questions-welcome = You are welcome! If you have a question, just write.
questions-thanks-passed = You are welcome! The center has your words. The answer to question No. { $number } will come here.
questions-thanks-passed-helped = You are welcome! The center has your words. Did the answer to question No. { $number } help?
questions-write-more = Write, speak or send a photo. We will add it to question No. { $number }.
questions-write-what-lacks =
    We are sorry. The center knows that the answer did not help.

    Write what was missing. We will add it to question No. { $number }.
questions-closed-by-center =
    The center has closed question No. { $number }.

    If anything is still unclear, press “Ask more”.
questions-closed-by-you = Question No. { $number } is closed. To go on with it, open it in the list and press “Add to it”.
questions-closed-already = Question No. { $number } is closed already.
questions-closed-before = Question No. { $number } had been closed already. To go on with it, open it in the list and press “Add to it”.

# --- My questions

questions-mine = <b>My questions</b>
questions-mine-none =
    You have not asked anything yet.

    Press “Ask a question” below or just write.
questions-mine-draft = Not sent
questions-mine-line = No. { $number } · { $state }
questions-state-waiting = waiting for an answer
questions-state-claimed = being worked on
questions-state-answered = answered
questions-state-closed = closed
questions-view =
    <b>Question No. { $number }</b>
    { $state }
questions-view-waiting = Waiting for an answer. Due: { $due }.
questions-view-claimed = They are working on the answer. Due: { $due }.
questions-view-answered = You have an answer.
questions-view-closed = Closed.
questions-view-you = You
questions-view-center = The center
questions-view-attachment =
    { $kind ->
        [photo] [photo]
        [voice] [voice message]
        [video] [video]
        [video_note] [video message]
        [audio] [recording]
        [document] [file]
        [animation] [picture]
        [sticker] [sticker]
        [location] [place on the map]
        [venue] [place on the map]
        [contact] [phone number]
       *[other] [attachment]
    }
questions-view-shortened = The beginning of the talk did not fit.
questions-button-add = Add to it
questions-button-close = Close the question
questions-button-to-list = All my questions

# --- The card for staff

questions-card-number = <b>Question No. { $number }</b> · { $state }
questions-card-state-waiting = new
questions-card-state-claimed = in work: { $name }
questions-card-state-answered = answered
questions-card-state-closed = closed
questions-card-place = From: { $place }
questions-card-outside = From: another region
questions-card-kind = About: { $kind }
questions-card-author = Who: { $name }
questions-card-author-organisation = Who: { $name }, { $organisation }
questions-card-call = ☎️ Asks for a call
questions-card-call-no-phone = ☎️ Asks for a call, but left no number
questions-card-due = Answer due: { $due }
questions-card-messages =
    { $count ->
        [one] The question is in the message below.
       *[other] The question is in { $count } messages below.
    }
questions-card-attachments =
    { $count ->
        [one] { $count } more message below.
       *[other] { $count } more messages below.
    }
questions-card-why-municipal = Why you: your center works in this territory.
questions-card-why-regional = Why you: no center nearer to the author can take it.
questions-card-why-interregional = Why you: neither a municipal nor a regional center can take it.
questions-card-why-outside_region = Why you: the author is not from the network's regions.
questions-card-why-no_center = Why you: no center can take it. Connect a group to a center or invite a colleague, and the question will go there by itself.
questions-card-contested = ⚠️ Another center claims this territory too.
questions-card-how = To answer the author, reply to this message.
questions-card-moved = The question has moved: { $center }.
questions-topic-title = { $number } · { $place } · { $kind }

questions-button-claim = I take it
questions-button-more = More…
questions-button-release = Let it go
questions-button-set-kind = Set the kind of support
questions-button-fold = Fold

questions-author-heading = Question No. { $number } · { $name }
questions-author-heading-forwarded = Question No. { $number } · { $name } forwards from: { $from }
questions-author-corrected = Question No. { $number } · { $name } corrects a message
questions-colleague-heading = Question No. { $number } · { $name } answers
questions-desk-closed = The author has closed question No. { $number }.
questions-desk-closed-helped = The author has closed question No. { $number }: it helped.
questions-desk-not-helped = The author says that the answer to question No. { $number } did not help. Let us wait for details.

questions-toast-claimed = The question is yours. To answer, reply to the card.
questions-toast-taken = { $name } has taken the question already.
questions-toast-mine = The question is yours already.
questions-toast-released = The question is free again.
questions-toast-kind-set = The kind of support has been noted.
questions-toast-closed = The question is closed. The author will be told.
questions-toast-not-allowed = Only staff of the center that answers the question may do this.
questions-toast-gone = This question is no longer there.

questions-missed = <b>I am back.</b> This waits for you:
questions-missed-line = • No. { $number } · { $place } · asked: { $asked }
questions-missed-rest = … and { $rest } more: press “Show all”
questions-missed-how = Press a button, and the whole question appears in this group.
questions-missed-none = <b>I am back.</b> New questions come to this group again.
questions-button-show = Show No. { $number }
questions-button-show-all = Show all
questions-toast-shown = Here is question No. { $number }.
questions-toast-shown-in-topic = Question No. { $number } is in its topic of this group.
questions-toast-shown-all = Here you are. Questions: { $count }.
questions-toast-all-shown = All of them are shown already.
questions-toast-elsewhere = Question No. { $number } is with { $center }.
questions-toast-now-in-group = Its card is now in the group “{ $group }”.
questions-toast-now-in-private = Its card is now in the private chat with the bot.

questions-desk-moved = Question No. { $number } is no longer yours. Your answer was not sent.
questions-desk-moved-to = Question No. { $number } has moved: { $center }. Your answer was not sent.
questions-desk-not-ours = This message belongs to no question. To answer an author, reply to the question's card or to the author's message.
questions-desk-not-to-author = This was not sent to the author. To answer, reply to the question’s card or to the author’s message.
questions-desk-copy-unknown = The author of question No. { $number } sent one more message, but the connection to Telegram broke: it may be missing here. Ask the author to send it once more.
questions-desk-copy-failed = The author of question No. { $number } sent one more message, but Telegram did not take it here. Ask the author to send it in another way.
questions-desk-not-allowed = The answer was not sent: you are not registered in this center.
questions-desk-held = Answer on behalf of the center? The head allows it.
questions-desk-hint = Send this to the author? Usually one replies to the card.
questions-button-allow = Allow and send
questions-button-send-to-author = Send to the author
questions-button-keep = Do not send
questions-staff-how = This message has not been sent to anybody. To answer the author, reply to the question’s card or to their message. To ask something yourself, press “Ask a question”.
questions-held-sent = Sent to the author.
questions-held-declined = All right, this stays between you.

questions-failed-unreachable = The author did not get the answer: they closed the chat with the bot or deleted their account. The answer is kept: if they come back, press “Try again”.
questions-failed-voice-forbidden = The author does not accept voice messages. Please write.
questions-failed-rejected = Telegram did not take this answer. Try to send it differently, for example as text.
questions-failed-unknown = The connection broke. Nobody knows whether the author got the answer. You can press “Try again”: at worst it arrives twice.
questions-button-again = Try again
questions-toast-again = Sending it again.
questions-toast-delivered = The author has this answer already.
questions-toast-on-its-way = The answer is on its way.
