# --- Первая встреча и согласие

members-welcome =
    👋 Здравствуйте! Это { $network }: помощь некоммерческим организациям и инициативным группам. Вы пишете вопрос – ближайший к вам центр отвечает. Бесплатно.

    За этот чат отвечает { $operator }.
members-welcome-kept = Ваше сообщение мы сохранили. Сначала нужно ваше согласие – оно ниже.

members-consent =
    <b>Согласие на обработку персональных данных</b>

    <b>Кто отвечает за данные:</b> { $operator }. Связаться: { $contact }
    <b>Зачем:</b> чтобы ответить на ваш вопрос.
    <b>Что сохраним:</b> имя и номер в Telegram, город, организацию, ваши вопросы и всё, что вы к ним пришлёте.
    <b>Кто увидит:</b> сотрудники центров, которые вам отвечают.
    <b>Как долго:</b> три года после вашего последнего вопроса или пока вы не отзовёте согласие.
    <b>Как отозвать:</b> напишите нам, { $contact }

    Вы согласны?
members-consent-full =
    <b>Согласие на обработку персональных данных</b>

    <b>Оператор персональных данных:</b> { $operator }. Связаться: { $contact }

    <b>Цель.</b> Принять ваш вопрос, передать его ресурсному центру, прислать вам ответ и посчитать, сколько людей и организаций получили помощь. В подсчётах имён нет.

    <b>Какие данные.</b> Имя и номер, под которыми вас знает Telegram; муниципалитет; название организации; тексты, голосовые сообщения, фото и файлы, которые вы пришлёте; телефон, если вы сами его укажете.

    <b>Что с ними делаем.</b> Записываем, храним, уточняем, передаём сотрудникам центра, который вам отвечает, и удаляем. База данных находится в России. Сообщения идут через Telegram.

    <b>Кто увидит.</b> Сотрудники центров сети, которые отвечают на ваш вопрос. Больше никто. Рассылок без вашего отдельного согласия не будет.

    <b>Срок.</b> Три года после вашего последнего вопроса или пока вы не отзовёте согласие.

    <b>Как отозвать.</b> Напишите нам: { $contact }. Мы удалим ваши данные в течение 30 дней.

    Пожалуйста, не присылайте сканы паспорта и сведения о здоровье.

    Политика обработки данных: { $policy }
members-consent-again = Чтобы продолжить, нажмите кнопку «Согласен». Само согласие – выше.
members-consent-kept-again = Это сообщение тоже сохранили. Чтобы передать его центру, нужно ваше согласие: нажмите «Согласен».
members-stored = Вот что мы храним и на что вы согласились.
members-refused =
    Хорошо. Мы ничего о вас не сохранили.

    Без согласия мы не сможем переслать ваш вопрос. Но в центр можно позвонить или прийти. Выберите свою область – покажем телефоны и адреса.

members-button-agree = Согласен
members-button-agree-after-all = Всё-таки согласен
members-button-read-consent = Прочитать полностью
members-button-show-consent = Прочитать согласие
members-button-refuse = Не согласен
members-button-policy = Открыть политику обработки данных
members-toast-agreed = Спасибо! Согласие записано.
members-toast-agreed-already = Спасибо, вы уже согласились.
members-toast-how-to-withdraw = Вы уже согласились. Как отозвать согласие, написано здесь: «Настройки», потом «Что мы храним».

# --- Где вы живёте

members-ask-town = В каком городе, посёлке или районе вы живёте? Напишите название, например: Шадринск.
members-several-towns = Таких мест несколько. Какое из них ваше?
members-no-town =
    Такого места мы не нашли.

    Напишите иначе, например только район, или выберите из списка. Если вы живёте в другой области, нажмите «Я из другого региона».
members-kept-ask-town =
    Спасибо, это мы сохранили для вашего вопроса.

    Осталось узнать, какому центру его передать. Напишите, в каком городе, посёлке или районе вы живёте.
members-choose-region = Выберите свою область или округ.
members-choose-municipality = { $region }. Выберите свой город, округ или район. Или напишите название.
members-page = Страница { $page } из { $pages }.
members-town-saved = Записали: { $town }, { $region }.
members-outside-saved = Записали: вы из другого региона.
members-outside-place = другой регион

members-button-list = Выбрать из списка
members-button-outside = Я из другого региона
members-button-none-of-these = Ничего из этого
members-button-other-region = Другая область
members-button-change-town = Изменить город
members-button-earlier = Назад
members-button-later = Дальше
members-button-back = Назад

# --- Ваша организация

members-ask-organisation = Из какой вы организации? Выберите её или напишите название.
members-type-organisation = Из какой вы организации? Напишите название.
members-bad-organisation-name = Напишите название организации целиком. Если её нет, нажмите кнопку ниже.
members-kept-ask-organisation =
    Спасибо, это мы сохранили для вашего вопроса.

    И последнее: из какой вы организации? Напишите название.
members-organisation-saved = Записали: { $name }.
members-no-organisation-saved = Записали: пока без организации.
members-no-organisation = пока без организации
members-signed-up =
    Спасибо, всё готово!

    Внизу экрана – меню. А вопрос можно написать прямо сюда в любую минуту.

members-button-type-organisation = Вписать название
members-button-no-organisation = Пока без организации

# --- Настройки

members-settings =
    <b>Настройки</b>

    Город или район: { $town }
    Организация: { $organisation }
    Язык: { $language }

    Что изменить?
members-choose-language = На каком языке вам удобнее?
members-language-ru = Русский
members-language-en = English
members-language-saved = Теперь мы говорим с вами по-русски.

members-words-center = позвать человека, позвонить, позвонить в центр, телефон центра
members-button-settings = Настройки
members-button-settings-town = Изменить город
members-button-settings-organisation = Изменить организацию
members-button-settings-language = Изменить язык
members-button-settings-stored = Что мы храним
members-button-to-settings = К настройкам

# --- Центры

members-my-center = Ваш город или район: <b>{ $place }</b>. Вот кто вам поможет.
members-my-center-next = Вопрос можно написать прямо сюда – центр его получит.
members-centers-above = Если не дозвонились:
members-no-centers = Здесь пока нет центра.
members-contact-regions = Выберите свою область – покажем телефоны и адреса центров.
members-contacts = <b>{ $region }</b>: центры, куда можно позвонить или прийти.
members-center-name = <b>{ $name }</b>
members-center-line = { $name }: { $phone }
members-center-phone = Телефон: { $phone }
members-center-address = Адрес: { $address }
members-center-email = Почта: { $email }
members-center-website = Сайт: { $website }
members-center-hours = Работает: { $hours }
members-center-kinds = Чем помогает: { $kinds }.
members-kind-financial = деньги на проект
members-kind-informational = новости и контакты
members-kind-consulting = советы специалистов
members-kind-methodological = образцы и учёба

members-button-center = Мой центр
members-button-other-centers = Другие центры
