#include "core/interchange/header_names.h"

#include <array>

namespace perennial {
namespace {

// One row a target; the names in it are broken where the line is full.
// clang-format off

constexpr std::array kContactNames{
    HeaderNames{"name", "",
        "Name|Full name|Display name|Contact name|Customer name|Client name|Customer|Contact|Person|"
        "Anzeigename|Vollständiger Name|Kundenname|Kunde|Nom complet|Nombre completo|Nome completo|"
        "Volledige naam|Naam|Imię i nazwisko|Nazwa|Fullt namn|Namn|Navn|Fulde navn|Celé jméno|Teljes név|"
        "Nombre en pantalla|Nome visualizzato|Nom à afficher|Mostrar nome|Näyttönimi|Näytettävä nimi|"
        "Отображаемое имя|Zobrazované meno|顯示名稱|氏名|名前|お名前|姓名|이름|What's your full name|Your name"},
    HeaderNames{"given_name", "",
        "First name|Given name|Forename|First|FNAME|Christian name|Vorname|Prénom|Nombre|Nome|"
        "Primeiro nome|Voornaam|Imię|Förnamn|Fornavn|Etunimi|Jméno|Meno|Krstné meno|Keresztnév|Имя|名|名字|이름(성 제외)"},
    HeaderNames{"family_name", "",
        "Last name|Family name|Surname|Last|LNAME|Second name|Nachname|Familienname|Nom|Nom de famille|"
        "Apellido|Apellidos|Cognome|Sobrenome|Apelido|Achternaam|Nazwisko|Efternamn|Etternavn|Efternavn|"
        "Último nome|Sukunimi|Příjmení|Priezvisko|Vezetéknév|Фамилия|姓|姓氏|苗字"},
    HeaderNames{"preferred_name", "",
        "Nickname|Nick|Preferred name|Goes by|Spitzname|Rufname|Surnom|Apodo|Soprannome|Apelido preferido|"
        "Bijnaam|Pseudonim|Przydomek|Prezývka|Псевдоним|暱稱|Smeknamn|Kaldenavn|Lempinimi|Přezdívka|ニックネーム"},
    HeaderNames{"company", "",
        "Company|Company name|Default address company|Organization|Organisation|Organization name|"
        "Organisation name|Organization 1 Name|Business name|Account name|Associated company|Employer|Firm|"
        "Firma|Firmenname|Unternehmen|Organisationsname|Société|Entreprise|Organisation ou société|Empresa|"
        "Compañía|Organización|Organização|Organizácia|Järjestö|Azienda|Società|Organizzazione|Bedrijf|Bedrijfsnaam|Firma/instytucja|"
        "Företag|Virksomhed|Bedrift|Yritys|Společnost|Spoločnosť|Cég|Организация|Компания|会社|会社名|公司"},
    HeaderNames{"company.website", "",
        "Company website|Company domain|Company domain name|Company URL|Account website|"
        "Business website|Firmenwebsite"},
    HeaderNames{"email", "",
        "E-mail|Email|E-mail address|Email address|E-mail value|Email value|Mail|Mail address|"
        "Primary email|Primary e-mail address|Secondary email|Alternate email|Additional email|"
        "Contact email|Emails|E-Mail-Adresse|E-Mail: Adresse|Mailadresse|Adresse e-mail|"
        "Adresse électronique|Courriel|Correo electrónico|Correo|Dirección de correo electrónico|"
        "Indirizzo e-mail|Indirizzo di posta elettronica|Posta elettronica|Endereço de e-mail|E-mailadres|"
        "Adres e-mail|E-postadress|E-post|E-postadresse|E-mailadresse|Sähköposti|Sähköpostiosoite|"
        "E-mailová adresa|E-mailcím|Электронная почта|Адрес электронной почты|メール|メールアドレス|電子メール|電子郵件|電子郵件地址|이메일|"
        "Adresse de messagerie|Dirección del correo electrónico"},
    HeaderNames{"email_label", "", "E-mail label|Email label|E-mail type|Email type|E-Mail-Typ"},
    HeaderNames{"phone", "",
        "Phone|Phone number|Telephone|Telephone number|Tel|Phone value|Primary phone|Contact phone|Phones|"
        "Telefon|Telefonnummer|Rufnummer|Haupttelefon|Téléphone|Numéro de téléphone|Teléfono|"
        "Número de teléfono|Telefono|Numero di telefono|Telefone|Número de telefone|Telefoon|"
        "Telefoonnummer|Numer telefonu|Puhelin|Puhelinnumero|Telefón|Telefonszám|Телефон|電話|電話番号|전화번호|"
        "Telefon Firma|Fone|Tél|Particular|電話號碼|代表電話|Yahoo! Phone"},
    HeaderNames{"phone", "mobile",
        "Mobile|Mobile phone|Mobile number|Mobile phone number|Cell|Cell phone|Cellphone|Cellular|SMS|"
        "SMS phone|Handy|Handynummer|Mobil|Mobiltelefon|Mobilnummer|Mobilfunknummer|Portable|"
        "Téléphone mobile|Téléphone portable|Móvil|Teléfono móvil|Celular|Cellulare|Telefono cellulare|"
        "Telemóvel|Mobiel|Mobiele telefoon|Telefon komórkowy|Komórka|Mobilní telefon|Matkapuhelin|"
        "Numero cellulare|Número de celular|Mobilný telefón|Mobil-Tel.-Nr.|Matkapuhelinnumero|"
        "Номер сотового телефона|Мобильный телефон|携帯電話|携帯|行動電話|手機號碼|手机"},
    HeaderNames{"phone", "fax", "Fax|Fax number|Phone fax|Telefax|Faxnummer|Télécopie|Numéro de fax|"
        "Faks|Faksi|Faksin numero|Numero fax|Número de fax|Номер факса|ファックス|傳真|傳真號碼"},
    HeaderNames{"phone", "pager",
        "Pager|Pager number|Pager-Nummer|Numero pager|Número do pager|Numero cercapersone|Buscapersonas|"
        "Récepteur de radiomessagerie|Hakulaitteen numero|Номер пейджера|呼叫器|呼叫器號碼"},
    HeaderNames{"phone", "car",
        "Car phone|Autotelefon|Téléphone (voiture)|Telefono dell'Auto|Fone do carro|汽車電話"},
    HeaderNames{"phone_label", "", "Phone label|Phone type|Telephone label|Telephone type"},
    HeaderNames{"street", "",
        "Street|Street address|Street address line|Address|Address line|Postal address|Street name|"
        "Extended address|Address street|Address extended address|Street 2|Straße|Strasse|Adresse|"
        "Anschrift|Hausanschrift|Rue|Adresse postale|Calle|Dirección|Domicilio|Via|Indirizzo|Rua|Endereço|"
        "Morada|Straat|Adres|Ulica|Gata|Gade|Gateadresse|Katuosoite|Osoite|Ulice|Cím|Adresa|Улица|Адрес|住所|街道|街|地址|住址|주소"},
    HeaderNames{"city", "",
        "City|Town|Locality|Address city|Suburb|Ort|Stadt|Wohnort|Ville|Localité|Ciudad|Localidad|"
        "Población|Città|Località|Cidade|Localidade|Plaats|Stad|Woonplaats|Miasto|Miejscowość|Ort/Stadt|"
        "Postort|Poststed|Kaupunki|Postitoimipaikka|Město|Mesto|Város|Город|市区町村|城市|市鎮|도시"},
    HeaderNames{"region", "",
        "Region|State|Province|State/Region|State/Province|County|Address region|Address state|"
        "Province name|Province code|State code|Bundesland|Kanton|Bundesland/Kanton|Région|Département|"
        "Provincia|Estado|Comunidad autónoma|Regione|Provincia/Stato|Estado/Província|Provincie|"
        "Województwo|Län|Fylke|Lääni|Kraj|Megye|Okres|Область|Штат|都道府県|省|縣市|"
        "Dép/Région|Provincia o estado"},
    HeaderNames{"region", "other", "Stato altro"},
    HeaderNames{"postal_code", "",
        "Postal code|Postcode|Post code|ZIP|ZIP code|ZIP/Postal code|Address postal code|Address zip|PLZ|"
        "Postleitzahl|Code postal|Código postal|CAP|Codice postale|CEP|Código de endereçamento postal|"
        "Kod pocztowy|Postnummer|Postinumero|CAP postale|PSČ|Poštové smerovacie číslo|Irányítószám|Почтовый индекс|"
        "Индекс|郵便番号|邮政编码|郵遞區號|우편번호"},
    HeaderNames{"country", "",
        "Country|Country/Region|Country name|Country code|Nation|Address country|Address country code|Land|"
        "Land/Region|Staat|Pays|Pays/Région|País|País/Región|Paese|Nazione|País/Região|Kraj/region|Państwo|"
        "Maa|Země|Stát|Krajina|Ország|Štát|Krajina/oblasť|Страна|国|国家|國家|國家/地區|국가|"
        "Nazione/Regione|País o región|Região/País"},
    HeaderNames{"birthday", "",
        "Birthday|Birth date|Birthdate|Date of birth|DOB|Born|Born on|Geburtstag|Geburtsdatum|Anniversaire|"
        "Date de naissance|Cumpleaños|Fecha de nacimiento|Compleanno|Data di nascita|Aniversário|"
        "Data de nascimento|Verjaardag|Geboortedatum|Urodziny|Data urodzenia|Födelsedag|Fødselsdag|"
        "Fødselsdato|Syntymäpäivä|Narozeniny|Datum narození|Születésnap|Narodeniny|День рождения|Дата рождения|誕生日|"
        "生年月日|生日|생일"},
    HeaderNames{"birth_year", "",
        "Birth year|Year of birth|Geburtsjahr|Année de naissance|Año de nacimiento|Anno di nascita|"
        "Ano de nascimento|Syntymävuosi|Год рождения|Rok narodenia|Rok narození|Rok urodzenia|生日 (年)"},
    HeaderNames{"birth_month", "",
        "Birth month|Month of birth|Geburtsmonat|Mois de naissance|Mes de nacimiento|Mese di nascita|"
        "Mês de nascimento|Syntymäkuukausi|Месяц рождения|Mesiac narodenia|Miesiąc urodzenia|生日 (月)"},
    HeaderNames{"birth_day", "",
        "Day of birth|Dia de nascimento|Día de nacimiento|Giorno di nascita|Jour de naissance|Deň narodenia|生日 (日)"},
    HeaderNames{"language", "",
        "Language|Locale|Preferred language|Sprache|Langue|Idioma|Lingua|Taal|Język|Språk|Sprog"},
    HeaderNames{"source", "",
        "Source|Lead source|Original source|Original traffic source|Acquisition|Acquisition source|"
        "Source name|Referred by|How did you hear about us|Herkunft|Quelle|Empfohlen von|Origine|Origen|"
        "Fuente|Origem|Bron|Źródło|Källa"},
    HeaderNames{"owner", "",
        "Owner|Contact owner|Lead owner|Account owner|Company owner|Customer owner|Record owner|Assigned to|"
        "Account manager|Kundenbetreuer|Betreuer|Zuständig|Responsable|Responsabile|Propriétaire|Propietario|"
        "Opiekun"},
    HeaderNames{"tags", "",
        "Tags|Tag|Labels|Label|Groups|Group|Group membership|Categories|Category|Segments|Lists|List|"
        "Email lists|Keywords|Kategorien|Kategorie|Schlagwörter|Stichwörter|Gruppen|Catégories|Étiquettes|"
        "Etiquetas|Categorías|Categorie|Etichette|Categorias|Etiketten|Etykiety|Kategorier|類別|タグ|ラベル"},
    HeaderNames{"interests", "",
        "Interests|Interest|Hobby|Hobbies|Interessen|Intérêts|Intereses|Interessi|Interesses"},
    HeaderNames{"notes", "",
        "Notes|Note|Comments|Comment|Remarks|Description|Background|Memo|Notizen|Notiz|Bemerkung|"
        "Bemerkungen|Anmerkungen|Kommentar|Remarques|Commentaires|Notas|Comentarios|Observaciones|"
        "Observações|Commenti|Opmerkingen|Notities|Uwagi|Notatki|Anteckningar|Noter|Poznámky|Megjegyzés|"
        "Muistiinpanot|Заметки|メモ|備考|記事|Info|Informações"},
    HeaderNames{"external_id", "",
        "ID|Customer ID|Customer number|Customer no|Customer code|Client ID|Client number|Contact ID|"
        "Record ID|Lead ID|Square customer ID|Reference ID|Klaviyo ID|Profile ID|Member ID|User ID|Subscriber ID|Account number|External ID|Customer_ID|"
        "Kundennummer|Kundennr|Kunden-ID|Kd-Nr|Numéro client|N° client|Número de cliente|ID cliente|"
        "Codice cliente|Klantnummer|Numer klienta|Kundnummer|Kundenr|Номер клиента|顧客番号|会員番号|客户编号"},
    // Machinery of mailing and shop programs: nothing a person would look up.
    HeaderNames{"", "",
        "Photo|OPTIN_IP|CONFIRM_IP|GMTOFF|DSTOFF|LEID|EUID|LATITUDE|LONGITUDE|Address formatted|"
        "Sensitivity|Priority|Private|Address label|Address type|Website label|Website type|Event label|"
        "Event type|Custom field label|Custom field type|Organization type|Relation type|"
        "Internet free busy|Directory server|Initials|E-mail display name|File as|Contact owner id|"
        "Account id|Associated company domain|Account owner id|Lead owner id|Owner id|Created by id|"
        "Last modified by id|Initialen|Internet Frei/Gebucht|Vertraulichkeit|Verzeichnisserver|Priorität|Privat|"
        "E-Mail: Angezeigter Name|Master record id|Parent id|Is deleted|System modstamp|User photo|Foto|"
        "Foto do usuário|Stripe customer id|IP|IP address"},
};

constexpr std::array kOrderNames{
    HeaderNames{"number", "",
        "Order number|Order no|Order ID|Order|Order name|Invoice|Invoice no|Invoice number|Invoice ID|"
        "Receipt|Receipt number|Receipt no|Transaction ID|Transaction|Transaction number|Sale ID|Bill no|"
        "Deal ID|Booking ID|Reservation number|Document number|Bestellnummer|Bestellnr|Auftragsnummer|"
        "Auftrag|Rechnungsnummer|Rechnung|Belegnummer|Beleg|Numéro de commande|N° de commande|Commande|"
        "Numéro de facture|Número de pedido|Pedido|Número de factura|Factura|Numero ordine|Ordine|"
        "Numero fattura|Número do pedido|Bestelnummer|Factuurnummer|Numer zamówienia|Numer faktury|"
        "Ordernummer|Fakturanummer|Ordrenummer|注文番号|請求書番号|订单号|주문번호"},
    HeaderNames{"placed_on", "",
        "Date|Order date|Ordered on|Ordered at|Placed on|Placed at|Purchase date|Purchased at|Invoice date|"
        "Transaction date|Sale date|Sales date|Created at|Created|Created (UTC)|Created on|Creation date|"
        "Date created|Timestamp|Order time|Order datetime|Close date|Closing date|Ship date|Bestelldatum|"
        "Datum|Kaufdatum|Rechnungsdatum|Auftragsdatum|Belegdatum|Date de commande|Date de facture|Fecha|"
        "Fecha de pedido|Fecha del pedido|Fecha de factura|Data|Data ordine|Data fattura|Data do pedido|"
        "Besteldatum|Factuurdatum|Data zamówienia|Orderdatum|Dato|Ordredato|注文日|日付|购买日期|订单日期|주문일"},
    HeaderNames{"status", "",
        "Status|Order status|Financial status|Fulfillment status|Fulfilment status|Payment status|"
        "State of order|Bestellstatus|Zahlungsstatus|Statut|Estado del pedido|Stato|Stato ordine|"
        "Orderstatus|Status zamówienia"},
    HeaderNames{"cancelled", "", "Cancelled at|Canceled at|Cancellation date|Voided at|Storniert am"},
    HeaderNames{"channel", "",
        "Channel|Sales channel|Order channel|Source name|Marketplace|Kanal|Vertriebskanal|Canal"},
    HeaderNames{"currency", "",
        "Currency|Order currency|Currency code|Währung|Devise|Moneda|Divisa|Valuta|Moeda|Waluta|通貨"},
    HeaderNames{"discount", "",
        "Discount|Discount amount|Discount total|Total discount|Order discount|Cart discount|Rabatt|"
        "Nachlass|Remise|Descuento|Sconto|Desconto|Korting|Rabat"},
    HeaderNames{"shipping", "",
        "Shipping|Shipping cost|Shipping amount|Shipping total|Shipping price|Delivery cost|Delivery fee|"
        "Postage|Freight|Versand|Versandkosten|Frais de port|Gastos de envío|Spese di spedizione|Frete|"
        "Verzendkosten|Koszt wysyłki|Frakt"},
    HeaderNames{"total", "",
        "Total|Order total|Grand total|Total price|Total amount|Amount|Amount paid|Order value|"
        "Order amount|Value|Revenue|Sales|Sale amount|Total sales|Total paid|Spent|Spend|Purchase amount|"
        "Gesamt|Gesamtbetrag|Gesamtsumme|Summe|Betrag|Umsatz|Montant|Montant total|Importe|Importe total|"
        "Importo|Totale|Valor|Valor total|Totaal|Totaalbedrag|Bedrag|Kwota|Suma|Razem|Summa|Belopp|Beløb|"
        "Yhteensä|合計|金額|总额|합계"},
    HeaderNames{"refunded", "",
        "Refunded amount|Refund amount|Amount refunded|Refunded|Total refunded|Refund|Erstattet|"
        "Erstattungsbetrag|Montant remboursé|Importe reembolsado|Importo rimborsato"},
    HeaderNames{"note", "",
        "Order note|Order notes|Customer note|Note|Notes|Comments|Comment|Remarks|Notiz|Notizen|Bemerkung|"
        "Bemerkungen|Anmerkung|Kommentar|Notas|Remarques|Commentaires|Osservazioni|Uwagi|備考"},
    HeaderNames{"staff", "",
        "Staff|Sold by|Salesperson|Sales rep|Cashier|Employee|Deal owner|Order owner|Owner|Verkäufer|"
        "Verkauft von|Kassierer|Vendeur|Vendedor|Venditore|Sprzedawca"},
    HeaderNames{"line.category", "",
        "Category|Product category|Product type|Item category|Product group|Category name|Warengruppe|"
        "Kategorie|Produktkategorie|Catégorie|Categoría|Categoria|Kategoria"},
    HeaderNames{"line.sku", "",
        "SKU|Stock code|Item code|Product code|Product ID|Item ID|Item number|Article number|Article no|"
        "Barcode|EAN|GTIN|Lineitem sku|Line item sku|Product SKU|Artikelnummer|Artikelnr|Artikel-Nr|"
        "Référence|Código de producto|Codice articolo|Código do produto|Artikelcode|Kod produktu|"
        "Varenummer|商品コード"},
    HeaderNames{"line.title", "",
        "Product|Product name|Product title|Item|Item name|Title|Description|Article|Lineitem name|"
        "Line item name|Line item title|Service|Dish|Artikel|Artikelname|Artikelbezeichnung|Bezeichnung|"
        "Produkt|Produktname|Produit|Désignation|Producto|Descripción|Prodotto|Descrizione|Produto|"
        "Nazwa produktu|商品名|商品|产品"},
    HeaderNames{"line.quantity", "",
        "Quantity|Qty|Units|Number of items|Number of units|Number of cds|Pieces|Count|Lineitem quantity|"
        "Line item quantity|Item quantity|Items|Menge|Anzahl|Stück|Stückzahl|Quantité|Qté|Cantidad|"
        "Quantità|Quantidade|Aantal|Ilość|Antal|Antall|Määrä|Množství|Mennyiség|Количество|数量|수량"},
    HeaderNames{"line.returned_quantity", "",
        "Returned quantity|Quantity returned|Refunded quantity|Quantity refunded"},
    HeaderNames{"line.unit_price", "",
        "Unit price|Price|Item price|Price per unit|Price each|Lineitem price|Line item price|"
        "Product price|Einzelpreis|Stückpreis|Preis|Prix|Prix unitaire|Precio|Precio unitario|Prezzo|"
        "Prezzo unitario|Preço|Preço unitário|Prijs|Eenheidsprijs|Cena|Cena jednostkowa|Pris|Styckpris|単価|"
        "価格|单价|단가"},
    HeaderNames{"line.discount", "",
        "Line discount|Lineitem discount|Line item discount|Item discount|Positionsrabatt"},
    HeaderNames{"line.total", "",
        "Line total|Line amount|Lineitem total|Line item total|Item total|Extended price|Position total|"
        "Positionssumme|Zeilensumme|Total de ligne"},
    HeaderNames{"contact.external_id", "",
        "Customer reference|Customer_ID|Household key|Cust id|Custid|Card number|Loyalty number|Member"},
    HeaderNames{"contact.email", "", "Associated contact email|Buyer email|Bill to email"},
    HeaderNames{"contact.name", "", "Billing name|Bill to name|Billing full name|Buyer name|Ordered by"},
    HeaderNames{"contact.given_name", "", "Billing first name"},
    HeaderNames{"contact.family_name", "", "Billing last name"},
    HeaderNames{"contact.company", "", "Billing company"},
    HeaderNames{kUnclear, "", "ID|No|Nr|Number|Code"},
    // Of the order, where the same word would mean something else for a person.
    HeaderNames{"", "",
        "Tags|Source|Language|Title of order|Region of sales|Risk level|Vendor|Location|Contact|"
        "Shipping method|Shipping type|Subtotal|Taxes|Tax|Billing street|Shipping street|Mode|Person|Group|"
        "List|Label|Labels|Account owner"},
};

constexpr std::array kQualifiers{
    Qualifier{"work",
        "Work|Business|Office|Company|Organization|geschäftlich|geschaftl|dienstlich|Arbeit|Büro|"
        "professionnel|bureau|trabajo|trabalho|profesional|comercial|lavoro|ufficio|werk|zakelijk|praca|"
        "służbowy|służbowe|biuro|arbete|arbejde|työ|työpaikan|会社|勤務先|del trabajo|de trabajo|do trabalho|"
        "de trabalho|di lavoro|professionnelle|práca|do práce|zamestnania|do zamestnania|pracovná|pracovný|"
        "раб|рабочий|рабочая|商務"},
    Qualifier{"home",
        "Home|Private|Personal|privat|private|domicile|personnel|particular|casa|abitazione|residencial|"
        "thuis|privé|privée|dom|domowy|domowe|hem|koti|kodin|自宅|de casa|di casa|del domicilio|de residencia|"
        "di residenza|pessoal|domov|домашний|住家|居住|住址"},
    Qualifier{"other",
        "Other|Weitere|Weiteres/r|Weiteres/e|Weiterer|Weiteres|Sonstige|autre|otro|otra|altro|altra|outro|"
        "outra|overig|anders|inny|inne|annan|andet|iné|iný|iná|その他|其他"},
    Qualifier{"mobile", "Mobile|Cell"},
    Qualifier{"billing",
        "Billing|Bill to|Invoice address|Rechnungs|Rechnungsadresse|Facturation|Facturación"},
    Qualifier{"shipping",
        "Shipping|Ship to|Delivery|Recipient|Versand|Liefer|Lieferadresse|Livraison|Envío"},
    Qualifier{"mailing", "Mailing|Postal"},
    Qualifier{"",
        "Customer|Client|Buyer|Contact|Member|Subscriber|User|Person|Primary|Main|Default|Default address|"
        "Principal|Principale|Primario|Primário|Primaria|Główny|Primäre|Sekundäre|Secundaria|Secundário|Secondaria|"
        "Secondaire|Ensisijainen|Toissijainen|Primárny|Ďalšia|Альтернативный|主要|次要|Section|"
        "Address|Your|Attendee|Guest|Patient|Donor|Kunde|Kunden|Kund|Besteller|Käufer|cliente|klant|klienta"},
};

// clang-format on

}  // namespace

std::span<const HeaderNames> contact_header_names() { return kContactNames; }
std::span<const HeaderNames> order_header_names() { return kOrderNames; }
std::span<const Qualifier> header_qualifiers() { return kQualifiers; }

}  // namespace perennial
