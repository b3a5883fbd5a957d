centers-home-button = Работа центра

centers-role-owner = владелец сети
centers-role-network_staff = сотрудник сети
centers-role-head = руководитель
centers-role-coordinator = координатор

centers-type-interregional = межрегиональный центр
centers-type-regional = региональный центр
centers-type-municipal = муниципальный центр
centers-type-partner = партнёр сети

centers-kind-financial = финансовая
centers-kind-informational = информационная
centers-kind-consulting = консультационная
centers-kind-methodological = методическая

centers-day-1 = пн
centers-day-2 = вт
centers-day-3 = ср
centers-day-4 = чт
centers-day-5 = пт
centers-day-6 = сб
centers-day-7 = вс
centers-hours-unknown = часы не указаны

centers-list-empty = не указана
centers-list-more = { $names } и ещё { $rest }

# Работа сети
centers-network =
    <b>Работа сети</b>
    Центров: { $total }, из них на связи: { $reachable }.
centers-missing = <b>Чего не хватает</b>
centers-missing-people = Никто не подключён: { $centers }.
centers-missing-group = Нет рабочей группы, вопросы приходят в личные чаты: { $centers }.
centers-missing-territory = Не указана территория: { $centers }.
centers-missing-none = Всё на месте: у каждого центра есть люди, группа и территория.
centers-network-next = Выберите регион, чтобы увидеть его центры.
centers-region-network = Межрегиональный центр
centers-region =
    <b>{ $region }</b>
    { $count ->
        [0] Центров здесь пока нет.
       *[other] Центров: { $count }. Выберите центр.
    }
centers-region-uncovered =
    { $count ->
        [one] Своего центра нет у { $count } муниципалитета
       *[other] Своего центра нет у { $count } муниципалитетов
    }: их вопросы получает центр выше.
centers-own = Какой центр открыть?
centers-row = { $center }
centers-row-unreachable = { $center } (не на связи)

# Один центр
centers-center =
    <b>{ $name }</b>
    { $type }
centers-center-parent = Входит в: { $parent }
centers-center-territories = Территория: { $territories }
centers-center-kinds = Поддержка: { $kinds }
centers-center-hours =
    Часы: { $hours }
    Срок ответа: { $days ->
        [one] { $days } рабочий день
        [few] { $days } рабочих дня
       *[many] { $days } рабочих дней
    }
centers-center-phone = Телефон: { $phone }
centers-people = <b>Кто отвечает</b>
centers-people-none =
    <b>Кто отвечает</b>
    Пока никто. Пригласите руководителя или координатора.
centers-person = • { $name }, { $role }
centers-person-unreachable = • { $name }, { $role } (закрыл чат с ботом, сообщения не доходят)
centers-group-works = <b>Группа</b>: «{ $group }». Вопросы приходят туда.
centers-group-shared = В ней же работают: { $centers }.
centers-group-none = <b>Группы нет.</b> Вопросы приходят в личный чат каждому, кто отвечает.
centers-desk-none = <b>Вопросы сюда пока не приходят:</b> нет ни группы, ни людей. Их получает центр выше.
centers-group-gone = <b>Группа</b> «{ $group }» больше недоступна. Подключите её заново или выберите другую.
centers-not-yours = Это доступно только тем, кто работает в центре.

centers-button-connect = Подключить группу
centers-button-connect-other = Подключить другую группу
centers-button-choose-group = Выбрать группу
centers-button-invite = Пригласить коллегу
centers-button-invite-staff = Пригласить сотрудника сети
centers-button-as-head = Руководителем
centers-button-as-coordinator = Координатором
centers-button-to-center = Открыть центр
centers-button-back = Назад
centers-button-more = Дальше
centers-button-earlier = Выше

# Подключение группы
centers-connect =
    <b>Группа для центра «{ $center }»</b>

    1. Нажмите «Выбрать группу» и укажите группу, где работают коллеги.
    2. Telegram спросит, дать ли боту права. Согласитесь и ничего не снимайте.
    3. Бот напишет в группу, что всё получилось.

    Кнопка сработает один раз, в течение суток.
centers-group-connected = <b>Готово: здесь работает { $center }.</b> Вопросы будут приходить в эту группу.
centers-group-how =
    • Чтобы ответить автору, ответьте именно на карточку вопроса или на его сообщение.
    • Всё остальное, что вы пишете здесь, остаётся между вами.
    • Подсказка всегда рядом: /help
centers-group-all-set = Всё настроено. Ждём первый вопрос.
centers-group-complete = Теперь всё настроено, спасибо. Ждём вопросы.
centers-connected-by = Группа «{ $group }» подключена: { $center }.
centers-connected-by-next = Всё настроено. Теперь можно пригласить коллег.
centers-lacks = <b>Что ещё нажать в группе</b>
centers-lack-not-admin = Сделайте бота администратором: «Управление группой», «Администраторы». Иначе он видит не все сообщения.
centers-lack-no-topics = Включите темы: «Управление группой», «Темы». Тогда у каждого вопроса будет своя тема. Можно работать и без них.
centers-lack-cannot-manage-topics = Разрешите боту управлять темами: «Администраторы», бот, «Управление темами».
centers-lack-reactions-forbidden = Разрешите реакции 👌 и 🤔: ими бот показывает, дошёл ли ответ.
centers-lack-protected-content = Разрешите копирование: «Тип группы», «Запретить копирование» нужно выключить. Иначе ответы с файлами не дойдут.
centers-connect-unknown = Эта кнопка подключения не подошла. Возьмите новую: личный чат с ботом, «Работа центра», «Подключить группу».
centers-connect-used = Эта кнопка подключения уже сработала. Возьмите новую: личный чат с ботом, «Работа центра», «Подключить группу».
centers-connect-expired = Срок этой кнопки прошёл. Возьмите новую: личный чат с ботом, «Работа центра», «Подключить группу».
centers-connect-forbidden = Подключить группу может руководитель центра. Попросите его открыть личный чат с ботом и нажать «Подключить группу».
centers-group-unconnected = Эта группа пока не подключена к центру. Руководитель может сделать это сам: личный чат с ботом, «Работа центра», «Подключить группу».
centers-group-lost =
    <b>Бота больше нет в группе «{ $group }».</b>
    { $count ->
        [0] К ней не был подключён ни один центр, ничего делать не нужно.
       *[other] Там работали: { $centers }. Новые вопросы пойдут в личные чаты сотрудников. Верните бота в группу или подключите другую.
    }
centers-group-help =
    <b>Как здесь работать</b>
    • Ответьте на карточку вопроса или на сообщение автора: ваш ответ уйдёт автору.
    • Всё остальное видят только коллеги в этой группе.
    • 👌 на вашем сообщении: ответ доставлен. 🤔: не дошёл, рядом написано почему.
centers-anonymous = Вы пишете от имени группы, и бот не видит, кто вы. Выключите анонимность: «Администраторы», ваше имя, «Анонимность». Потом напишите ещё раз.

# Приглашения
centers-invite = <b>{ $center }</b>: кем пригласить коллегу?
centers-invitation-pass-on = Перешлите коллеге сообщение ниже. Ссылка сработает один раз, в течение 7 дней.
centers-invitation =
    Приглашаем вас отвечать на вопросы НКО и активистов.
    Центр: { $center }. Ваша роль: { $role }.

    Откройте ссылку и нажмите «Старт»: { $link }
centers-invitation-network =
    Приглашаем вас в команду сети ресурсных центров. Ваша роль: { $role }.

    Откройте ссылку и нажмите «Старт»: { $link }
centers-joined =
    <b>Добро пожаловать!</b> Теперь вы { $role }. Центр: { $center }.
    Ниже ваш центр. Вернуться сюда можно кнопкой «Работа центра».
centers-joined-network =
    <b>Добро пожаловать!</b> Теперь вы { $role }.
    Ниже все центры. Вернуться сюда можно кнопкой «Работа центра».
centers-already = Вы уже { $role }. Центр: { $center }. Ссылка больше не действует.
centers-already-network = Вы уже { $role }. Ссылка больше не действует.
centers-link-unknown = Эта ссылка не подошла. Попросите коллегу прислать новую.
centers-link-used = По этой ссылке уже кто-то вошёл. Попросите коллегу прислать новую.
centers-link-expired = Срок этой ссылки прошёл. Попросите коллегу прислать новую.
centers-link-for-groups = Эта ссылка подключает группу. Откройте её из раздела «Работа центра», кнопка «Подключить группу».
