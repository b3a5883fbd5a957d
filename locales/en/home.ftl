home-menu = Menu
home-menu-words = menu, main menu, home
home-help-words = help, how to use it
home-description =
    { $network } – help for non-profit organisations and community groups: money for a project, registration and reports, sample documents, events.

    Write your question or say it as a voice message. The center nearest to you gets it. The answer comes back here.

    It is free. Press “Start” to begin.
home-short-description = { $network }: ask a question, and the center nearest to you answers. Free.
home-command-start = Begin
home-command-menu = Show the menu
home-command-help = How it works
home-command-group-help = How to answer questions

home-greeting =
    Hello, { $name }!

    Write your question right here, or choose what you need at the bottom of the screen.
home-greeting-staff =
    Hello, { $name }!

    Your center is under “Center desk” at the bottom of the screen. To answer the author of a question, reply to its card.
home-choose = Choose what you need at the bottom of the screen. Or write your question right here.
home-cancelled =
    All right, we stopped.

    Choose what you need at the bottom of the screen. Or write your question right here.
home-help =
    <b>How it works</b>

    1. Write your question, say it as a voice message or send a photo.
    2. See which center gets it, and press “Send”.
    3. The answer comes here. You can ask again as often as you like.

    Your questions and the answers are under “My questions”. Your center’s phone and address are under “My center”.

    If something does not work, contact us: { $contact }

home-help-staff =
    <b>How to answer questions</b>

    • Reply to the question’s card or to the author’s message: your reply goes to the author. In Telegram that is “Reply” – hold your finger on the message.
    • Without “Reply” nothing goes to the author.
    • 👌 on your message: the answer has arrived. 🤔: it has not, and the reason stands beside it.
    • “I take it” – the question is yours. “More…” – set the kind of support or close the question.

    The center, colleagues and the group are under “Center desk”. To ask something yourself, press “Ask a question”.

    If something does not work, contact us: { $contact }

home-old-button = This button no longer works. Write “Menu” and we will start again.
home-failure =
    Sorry, something broke on our side. What you have already sent is not lost.

    Wait a minute and repeat your last step. If that does not help, write “Menu”.
home-last-resort = We did not understand what to do with this. Write your question in words, or choose what you need at the bottom of the screen.
