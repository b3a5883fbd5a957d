operations-restored =
    <b>The bot was restored from a backup</b>

    The backup was made on { $since }, Yekaterinburg time. The bot does not know what was written later. Ask the centers to look through their messages from then on: the authors of new questions will have to write again.

    Open questions: { $open }. Messages of which we do not know whether they arrived: { $unknown }. They are not sent again by themselves. The answers among them can be sent again by the center with the button “Try again”.
