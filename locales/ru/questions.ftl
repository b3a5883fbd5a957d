# --- Главное меню

questions-button-ask = Задать вопрос
questions-button-mine = Мои вопросы

# --- Виды поддержки

questions-kind-financial = Деньги и гранты
questions-kind-informational = Информация
questions-kind-consulting = Консультация
questions-kind-methodological = Образцы и методики
questions-kind-unknown = Не знаю
questions-kind-none = пока не ясно

questions-choose-kind =
    О чём ваш вопрос?

    <b>Деньги и гранты</b> – конкурсы, субсидии, пожертвования, смета.
    <b>Информация</b> – куда обратиться, когда и где пройдёт, запись вебинара.
    <b>Консультация</b> – регистрация, отчёты, бухгалтерия, помещение.
    <b>Образцы и методики</b> – шаблоны документов, как провести проект.

    Не уверены? Нажмите «Не знаю» – разберёмся сами.
questions-choose-kind-kept =
    Ваше сообщение сохранили. О чём оно?

    <b>Деньги и гранты</b> – конкурсы, субсидии, пожертвования, смета.
    <b>Информация</b> – куда обратиться, когда и где пройдёт, запись вебинара.
    <b>Консультация</b> – регистрация, отчёты, бухгалтерия, помещение.
    <b>Образцы и методики</b> – шаблоны документов, как провести проект.

    Не уверены? Нажмите «Не знаю» – разберёмся сами.
questions-write =
    Теперь напишите вопрос, скажите его голосом или пришлите фото.

    Можно несколько сообщений подряд.

# --- Карточка «Ваш вопрос получит…»

questions-draft-to-center =
    <b>Ваш вопрос получит { $center }</b>
questions-draft-to-network =
    <b>Ваш вопрос получит руководство сети</b>
    Сейчас ни один центр не может принять вопрос. Мы передадим его сами и сообщим вам.
questions-draft-from = Откуда вопрос: { $place }
questions-draft-from-outside = Откуда вопрос: другой регион
questions-draft-kind = О чём: { $kind }
questions-draft-kind-unknown = О чём: центр разберётся сам
questions-draft-hours = Часы работы: { $hours }
questions-draft-phone = Телефон: { $phone }
questions-draft-term =
    { $days ->
        [one] Ответят за { $days } рабочий день.
        [few] Ответят за { $days } рабочих дня.
       *[many] Ответят за { $days } рабочих дней.
    }
questions-draft-usual-hours =
    { $hours ->
        [one] Обычно отвечают за { $hours } час.
        [few] Обычно отвечают за { $hours } часа.
       *[many] Обычно отвечают за { $hours } часов.
    }
questions-draft-usual-days =
    { $days ->
        [one] Обычно отвечают за { $days } день.
        [few] Обычно отвечают за { $days } дня.
       *[many] Обычно отвечают за { $days } дней.
    }
questions-draft-call = Вам позвонят: вы об этом попросили.
questions-draft-call-no-phone = Вам позвонят. Напишите ещё номер телефона.
questions-draft-words = Ваш вопрос: { $words }
questions-draft-messages =
    { $count ->
        [one] В вопросе { $count } сообщение.
        [few] В вопросе { $count } сообщения.
       *[many] В вопросе { $count } сообщений.
    }
questions-draft-next = Всё верно? Нажмите «Отправить». Хотите добавить – просто напишите ещё.
questions-button-send = Отправить
questions-button-other-town = Не мой город
questions-button-other-kind = Другая помощь
questions-button-call-me = Позвоните мне
questions-button-do-not-call = Не звоните, напишите
questions-no-call = Хорошо, вам ответят письменно.
questions-button-discard = Не отправлять
questions-toast-no-draft = Этот вопрос уже отправлен или удалён.
questions-toast-another-draft = Это кнопка прежнего вопроса. Ниже – тот, что вы пишете сейчас.
questions-toast-not-ready = Сначала выберите, о чём вопрос.
questions-discarded = Хорошо, не отправляем. Новый вопрос можно написать в любую минуту.

questions-ask-phone =
    По какому номеру позвонить?

    Нажмите большую кнопку внизу или напишите номер.
questions-button-my-phone = Отправить мой номер
questions-phone-kept = Номер записали. Осталось отправить вопрос.

questions-ask-town = Где нужна помощь? Напишите город, посёлок или район. Или выберите из списка.
questions-ask-town-again = Такого места мы не нашли. Напишите иначе или выберите из списка.
questions-ask-which-town = Таких мест несколько. Какое из них?
questions-choose-municipality = { $region }. Выберите город, округ или район.
questions-button-outside = Другой регион
questions-button-back = Назад
questions-button-next = Дальше

questions-reminder =
    Вы начали писать вопрос и не отправили его. Он сохранён.

    Посмотрите его ещё раз и нажмите «Отправить».
questions-button-show-draft = Показать вопрос

# --- Отправлено

questions-sent =
    ✅ <b>Вопрос № { $number } отправлен</b>

    Его получил { $center }.
    Срок ответа: { $due }.

    Ответ придёт сюда.
questions-sent-call =
    ✅ <b>Вопрос № { $number } отправлен</b>

    Его получил { $center }.
    Вам позвонят. Срок: { $due }.
questions-sent-to-network =
    ✅ <b>Вопрос № { $number } принят</b>

    Сейчас его некому передать, и мы уже сообщили об этом руководству сети. Вопрос не потеряется. Как только его примет центр, мы напишем вам сюда.
questions-moved-to-center = Вопрос № { $number } принял { $center }. Ответ придёт сюда.

questions-where-to =
    { $count ->
        [one] У вас уже есть вопрос. Ваше сообщение – к нему?
       *[other] У вас уже есть вопросы. К какому из них ваше сообщение?
    }
questions-where-to-line = № { $number }: { $words }
questions-where-to-staff = Это сообщение пока никуда не отправлено. Это ответ автору или ваш собственный вопрос?
questions-where-to-answer = Ждёт вас № { $number }: { $words }
questions-button-answer-it = Ответить на вопрос № { $number }
questions-button-my-own = Это мой вопрос
questions-answered-it = Ответ на вопрос № { $number } отправлен автору. В следующий раз ответьте на карточку – так быстрее.
questions-button-add-to = Добавить к вопросу № { $number }
questions-button-new = Это новый вопрос
questions-added = Добавили к вопросу № { $number }. Центр это увидит.
questions-added-reopened = Вопрос № { $number } снова открыт, ваше сообщение передали центру.
questions-correction-passed = Исправление передали центру.
questions-not-yours = Такого вопроса у вас нет. Ваши вопросы – в разделе «Мои вопросы».

# --- Ответ

questions-answer-heading = Ответ на вопрос № { $number } · { $center }
questions-answer-heading-name = Ответ на вопрос № { $number } · { $center }, { $name }
questions-answer-corrected = Исправленный ответ на вопрос № { $number }
questions-answer-under = Помог ли вам ответ на вопрос № { $number }?
questions-button-helped = Спасибо, помогло
questions-button-ask-more = Спросить ещё
questions-button-not-helped = Не помогло
questions-thanks =
    Рады, что помогло! Вопрос № { $number } закрыт.

    Если появится что-то ещё, просто напишите.
questions-welcome = Пожалуйста! Если появится вопрос, просто напишите.
questions-thanks-passed = Пожалуйста! Ваши слова передали центру. Ответ на вопрос № { $number } придёт сюда.
questions-thanks-passed-helped = Пожалуйста! Ваши слова передали центру. Помог ли вам ответ на вопрос № { $number }?
questions-write-more = Пишите, говорите голосом или пришлите фото. Добавим к вопросу № { $number }.
questions-write-what-lacks =
    Жаль. Центр уже знает, что ответ не помог.

    Напишите, чего не хватило. Добавим к вопросу № { $number }.
questions-closed-by-center =
    Центр закрыл вопрос № { $number }.

    Если что-то осталось неясным, нажмите «Спросить ещё».
questions-closed-by-you = Вопрос № { $number } закрыт. Захотите продолжить – откройте его в списке и нажмите «Дополнить».
questions-closed-already = Вопрос № { $number } уже закрыт.
questions-closed-before = Вопрос № { $number } уже был закрыт. Захотите продолжить – откройте его в списке и нажмите «Дополнить».

# --- Мои вопросы

questions-mine = <b>Мои вопросы</b>
questions-mine-none =
    Вы ещё ничего не спрашивали.

    Нажмите «Задать вопрос» внизу экрана или просто напишите.
questions-mine-draft = Не отправлен
questions-mine-line = № { $number } · { $state }
questions-state-waiting = ждёт ответа
questions-state-claimed = над ним работают
questions-state-answered = есть ответ
questions-state-closed = закрыт
questions-view =
    <b>Вопрос № { $number }</b>
    { $state }
questions-view-waiting = Ждёт ответа. Срок: { $due }.
questions-view-claimed = Над ответом работают. Срок: { $due }.
questions-view-answered = Ответ у вас есть.
questions-view-closed = Закрыт.
questions-view-you = Вы
questions-view-center = Центр
questions-view-attachment =
    { $kind ->
        [photo] [фото]
        [voice] [голосовое сообщение]
        [video] [видео]
        [video_note] [видеосообщение]
        [audio] [звукозапись]
        [document] [файл]
        [animation] [картинка]
        [sticker] [наклейка]
        [location] [место на карте]
        [venue] [место на карте]
        [contact] [номер телефона]
       *[other] [вложение]
    }
questions-view-shortened = Начало разговора не поместилось.
questions-button-add = Дополнить
questions-button-close = Закрыть вопрос
questions-button-to-list = Все мои вопросы

# --- Карточка для сотрудников

questions-card-number = <b>Вопрос № { $number }</b> · { $state }
questions-card-state-waiting = новый
questions-card-state-claimed = в работе: { $name }
questions-card-state-answered = есть ответ
questions-card-state-closed = закрыт
questions-card-place = Откуда: { $place }
questions-card-outside = Откуда: другой регион
questions-card-kind = О чём: { $kind }
questions-card-author = Кто: { $name }
questions-card-author-organisation = Кто: { $name }, { $organisation }
questions-card-call = ☎️ Просит позвонить
questions-card-call-no-phone = ☎️ Просит позвонить, но номера не оставил(а)
questions-card-due = Ответить до: { $due }
questions-card-messages =
    { $count ->
        [one] Вопрос – в сообщении ниже.
       *[other] Вопрос – в { $count } сообщениях ниже.
    }
questions-card-attachments =
    { $count ->
        [one] Ещё { $count } сообщение – ниже.
        [few] Ещё { $count } сообщения – ниже.
       *[many] Ещё { $count } сообщений – ниже.
    }
questions-card-why-municipal = Почему к вам: центр работает на этой территории.
questions-card-why-regional = Почему к вам: ближе нет центра, который может принять этот вопрос.
questions-card-why-interregional = Почему к вам: ни муниципальный, ни региональный центр не может принять вопрос.
questions-card-why-outside_region = Почему к вам: автор не из регионов сети.
questions-card-why-no_center = Почему к вам: ни один центр не может принять вопрос. Подключите центру группу или пригласите сотрудника – вопрос уйдёт туда сам.
questions-card-contested = ⚠️ Эту территорию заявил ещё один центр.
questions-card-how = Чтобы ответить автору, ответьте на это сообщение.
questions-card-moved = Вопрос передан: { $center }.
questions-topic-title = { $number } · { $place } · { $kind }

questions-button-claim = Беру
questions-button-more = Ещё…
questions-button-release = Снять с себя
questions-button-set-kind = Указать вид поддержки
questions-button-fold = Свернуть

questions-author-heading = Вопрос № { $number } · { $name }
questions-author-heading-forwarded = Вопрос № { $number } · { $name } пересылает от: { $from }
questions-author-corrected = Вопрос № { $number } · { $name } исправляет сообщение
questions-colleague-heading = Вопрос № { $number } · отвечает { $name }
questions-desk-closed = Автор закрыл вопрос № { $number }.
questions-desk-closed-helped = Автор закрыл вопрос № { $number }: помогло.
questions-desk-not-helped = Автор пишет, что ответ на вопрос № { $number } не помог. Ждём, что он уточнит.

questions-toast-claimed = Вопрос за вами. Чтобы ответить, ответьте на карточку.
questions-toast-taken = Вопрос уже взял(а) { $name }.
questions-toast-mine = Вопрос уже за вами.
questions-toast-released = Вопрос снова свободен.
questions-toast-kind-set = Вид поддержки записан.
questions-toast-closed = Вопрос закрыт. Автор об этом узнает.
questions-toast-not-allowed = Это может только сотрудник центра, который отвечает на вопрос.
questions-toast-gone = Этого вопроса больше нет.

questions-missed = <b>Я снова здесь.</b> Вот что вас ждёт:
questions-missed-line = • № { $number } · { $place } · задан: { $asked }
questions-missed-rest = … и ещё { $rest }: нажмите «Показать все»
questions-missed-how = Нажмите кнопку – и вопрос появится в этой группе целиком.
questions-missed-none = <b>Я снова здесь.</b> Новые вопросы опять приходят в эту группу.
questions-button-show = Показать № { $number }
questions-button-show-all = Показать все
questions-toast-shown = Показываю вопрос № { $number }.
questions-toast-shown-in-topic = Вопрос № { $number } – в своей теме этой группы.
questions-toast-shown-all = Показываю. Вопросов: { $count }.
questions-toast-all-shown = Всё уже показано.
questions-toast-elsewhere = Вопрос № { $number } ведёт { $center }.
questions-toast-now-in-group = Карточка теперь в группе «{ $group }».
questions-toast-now-in-private = Карточка теперь в личном чате с ботом.

questions-desk-moved = Вопрос № { $number } уже не у вас. Ваш ответ автору не отправлен.
questions-desk-moved-to = Вопрос № { $number } передан: { $center }. Ваш ответ автору не отправлен.
questions-desk-not-ours = Это сообщение не относится ни к одному вопросу. Чтобы ответить автору, ответьте на карточку вопроса или на его сообщение.
questions-desk-not-to-author = Автору это не отправлено. Чтобы ответить автору, ответьте на карточку вопроса или на его сообщение.
questions-desk-copy-unknown = Автор вопроса № { $number } прислал ещё одно сообщение, но связь с Telegram прервалась: возможно, здесь его не видно. Попросите автора прислать его ещё раз.
questions-desk-copy-failed = Автор вопроса № { $number } прислал ещё одно сообщение, но показать его здесь не вышло: Telegram его не принял. Попросите автора прислать это иначе.
questions-desk-not-allowed = Ответ не отправлен: вы не записаны в этом центре.
questions-desk-held = Ответить от центра? Разрешает руководитель.
questions-desk-hint = Отправить автору вопроса? Обычно для этого отвечают на карточку.
questions-button-allow = Разрешить и отправить
questions-button-send-to-author = Отправить автору
questions-button-keep = Не отправлять
questions-staff-how = Это сообщение никуда не отправлено. Чтобы ответить автору, ответьте на карточку вопроса или на его сообщение. Хотите спросить сами – нажмите «Задать вопрос».
questions-held-sent = Отправлено автору.
questions-held-declined = Хорошо, это осталось между вами.

questions-failed-unreachable = Автор не получил ответ: он закрыл чат с ботом или удалил аккаунт. Ответ сохранён: если автор вернётся, нажмите «Повторить».
questions-failed-voice-forbidden = Автор не принимает голосовые сообщения. Напишите ему текстом.
questions-failed-rejected = Telegram не принял этот ответ. Попробуйте отправить его иначе, например текстом.
questions-failed-unknown = Связь прервалась. Неизвестно, получил ли автор ответ. Можно нажать «Повторить»: в худшем случае ответ придёт дважды.
questions-button-again = Повторить
questions-toast-again = Отправляем ещё раз.
questions-toast-delivered = Автор уже получил этот ответ.
questions-toast-on-its-way = Ответ уже отправляется.
