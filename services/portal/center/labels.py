"""What is said of a center: its host, rooms, staff and services."""

from services.portal.wording.language import phrase

HOST = {
    "library": phrase("библиотека"),
    "active_people": phrase("центр активных людей"),
    "reception": phrase("приёмная"),
    "school": phrase("школа"),
    "club": phrase("дом культуры"),
    "museum": phrase("музей"),
    "church": phrase("храм"),
}
CENTER_SERVICE = {
    "support_initiatives": phrase("поддерживает дела жителей"),
    "exchange_practices": phrase("помогает обмениваться опытом"),
    "gather_people": phrase("собирает людей и то, что они умеют"),
    "pool_resources": phrase("соединяет силы и средства"),
    "dispatch_information": phrase("знает, кто и чем может помочь"),
    "bring_together": phrase("знакомит по интересам"),
}
EQUIPMENT = {
    "tables": phrase("столы"),
    "chairs": phrase("стулья"),
    "projector": phrase("проектор"),
    "screen": phrase("экран"),
    "sound": phrase("звук и микрофон"),
    "stage": phrase("сцена"),
    "piano": phrase("пианино"),
    "kitchen": phrase("кухня"),
    "computers": phrase("компьютеры"),
    "printer": phrase("принтер"),
    "internet": phrase("интернет"),
    "workshop": phrase("мастерская"),
    "children_corner": phrase("детский уголок"),
    "sport": phrase("спортивный инвентарь"),
}
ACCESS = {
    "step_free": phrase("вход без ступеней"),
    "wide_doors": phrase("широкие двери"),
    "lift": phrase("лифт"),
    "accessible_toilet": phrase("туалет для людей на коляске"),
    "hearing_loop": phrase("индукционная петля для слабослышащих"),
    "large_signs": phrase("крупные указатели"),
    "parking": phrase("место для машины у входа"),
    "guide_dog": phrase("можно с собакой-проводником"),
}
BACKGROUND = {
    "organiser": phrase("организатор"),
    "cultural_animator": phrase("культурный аниматор"),
    "moderator": phrase("модератор социальных изменений"),
    "social_worker": phrase("социальный работник"),
    "entrepreneur": phrase("предприниматель"),
    "coordinator": phrase("координатор"),
    "educator": phrase("воспитатель"),
}
INTEREST = {
    "none": phrase("зарплату платит центр"),
    "management_company": phrase("зарплату платит управляющая компания"),
    "city": phrase("зарплату платит город"),
    "business": phrase("связан с бизнесом"),
    "other": phrase("есть другой интерес"),
}
WEEKDAY = {
    "MO": phrase("пн"),
    "TU": phrase("вт"),
    "WE": phrase("ср"),
    "TH": phrase("чт"),
    "FR": phrase("пт"),
    "SA": phrase("сб"),
    "SU": phrase("вс"),
}
