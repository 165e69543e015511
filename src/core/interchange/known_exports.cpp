#include <array>

#include "core/interchange/header_names.h"

namespace perennial {
namespace {

// clang-format off

constexpr std::array kShopifyOrders{
    HeaderNames{"number", "", "Name"},
    HeaderNames{"placed_on", "", "Created at"},
    HeaderNames{"", "",
        "Id|Vendor|Lineitem fulfillment status|Paid at|Fulfilled at|Discount Code|Payment Reference|"
        "Outstanding Balance|Receipt Number|Payment ID|Source|Tags"},
};
constexpr std::array kWooCommerceOrders{
    HeaderNames{"number", "", "order_number"},
    HeaderNames{"placed_on", "", "order_date"},
    HeaderNames{"discount", "", "discount_total"},
    HeaderNames{"contact.external_id", "", "customer_id"},
    HeaderNames{"line.title", "", "Product Item Name"},
    HeaderNames{"line.sku", "", "Product Item SKU"},
    HeaderNames{"line.quantity", "", "Product Item Quantity"},
    HeaderNames{"line.total", "", "Product Item Total"},
    HeaderNames{"", "",
        "order_id|cart_discount|order_discount|customer_user|customer_email|meta:wpml_language|"
        "Product Item id|Product Item Subtotal"},
};
constexpr std::array kStripePayments{
    HeaderNames{"number", "", "id"},
    HeaderNames{"placed_on", "", "Created (UTC)"},
    HeaderNames{"line.title", "", "Description"},
    HeaderNames{"", "",
        "Converted Amount|Converted Amount Refunded|Converted Currency|Invoice ID|Disputed Amount|"
        "Customer Description|Card Name|Dispute Status|Transfer"},
};
constexpr std::array kMailchimp{
    HeaderNames{"", "", "MEMBER_RATING|CC|REGION|TIMEZONE"},
};
constexpr std::array kGoogleContacts{
    HeaderNames{"", "",
        "Name Prefix|Name Suffix|Address 1 - Formatted|Address 2 - Formatted|Address 3 - Formatted"},
};
constexpr std::array kThunderbird{
    HeaderNames{"birth_day", "", "Birth Day"},
};
constexpr std::array kYahoo{
    HeaderNames{"phone", "home", "Home"},
    HeaderNames{"phone", "work", "Work"},
    HeaderNames{"phone", "other", "Other"},
    HeaderNames{"street", "home", "Home Address"},
    HeaderNames{"street", "work", "Work Address"},
};
constexpr std::array kZoho{
    HeaderNames{"", "", "Contact Owner Id|Account Id"},
};

constexpr std::array kHubSpotDeals{
    HeaderNames{"status", "", "Deal Stage"},
    HeaderNames{"note", "", "Deal Name"},
};
constexpr std::array kZohoDeals{
    HeaderNames{"status", "", "Stage"},
    HeaderNames{"note", "", "Potential Name"},
    HeaderNames{"staff", "", "Potential Owner"},
    HeaderNames{"contact.external_id", "", "LEADID"},
};
constexpr std::array kAtomicCrm{
    HeaderNames{"owner", "", "sales"},
    HeaderNames{"", "", "sales_id|company|company_id"},
};
// Accounts are companies: their name is nobody's.
constexpr std::array kSalesforceAccounts{
    HeaderNames{"company", "", "Name"},
    HeaderNames{"company.website", "", "Website"},
};
constexpr std::array kHubSpotCompanies{
    HeaderNames{"external_id", "", "Company ID|Record ID"},
    HeaderNames{"company.website", "", "Website"},
};
constexpr std::array kZohoAccounts{
    HeaderNames{"external_id", "", "ACCOUNTID|Record Id"},
    HeaderNames{"company.website", "", "Website"},
};
constexpr std::array kGoogleOf2008{
    HeaderNames{"", "", "Section 1 - Description|Section 2 - Description|Section 3 - Description"},
};
constexpr std::array kThunderbirdInPortuguese{
    HeaderNames{"preferred_name", "", "Apelido"},
};
constexpr std::array kThunderbirdInFrench{
    HeaderNames{"birth_day", "", "Jour"},
    HeaderNames{"birth_month", "", "Mois"},
    HeaderNames{"preferred_name", "", "Surnom"},
};

// clang-format on

// Exports that number different things apart have sources of their own: account 17 is not lead 17. Zoho's deals name leads.
constexpr std::array kKnownExports{
    KnownExport{"Shopify orders", "Shopify", ImportKind::orders,
                "Financial Status|Lineitem name|Lineitem quantity", kShopifyOrders},
    KnownExport{"Shopify customers", "Shopify", ImportKind::contacts,
                "Accepts Email Marketing|Total Spent|Total Orders"},
    KnownExport{"Shopify customers", "Shopify", ImportKind::contacts,
                "Accepts Marketing|Total Spent|Total Orders"},
    KnownExport{"WooCommerce orders", "WooCommerce", ImportKind::orders,
                "order_id|order_currency|billing_email|order_total", kWooCommerceOrders},
    KnownExport{"Stripe payments", "Stripe", ImportKind::orders,
                "id|Amount|Amount Refunded|Created (UTC)|Customer Email", kStripePayments},
    KnownExport{"Stripe customers", "Stripe", ImportKind::contacts, "id|Email|Delinquent|Created (UTC)"},
    KnownExport{"Online Retail order lines", "Online Retail", ImportKind::orders,
                "InvoiceNo|StockCode|Quantity|InvoiceDate|UnitPrice|CustomerID"},
    KnownExport{"CDNOW purchases", "CDNOW", ImportKind::orders, "customer_id|date|number_of_cds|dollar_value"},
    KnownExport{"Mailchimp contacts", "Mailchimp", ImportKind::contacts,
                "Email Address|MEMBER_RATING|LEID|EUID", kMailchimp},
    KnownExport{"HubSpot contacts", "HubSpot", ImportKind::contacts,
                "Record ID|Email|Contact owner|Lead Status"},
    KnownExport{"HubSpot contacts", "HubSpot", ImportKind::contacts,
                "Contact ID|Email|Contact owner|Lifecycle Stage"},
    KnownExport{"Google contacts", "Google Contacts", ImportKind::contacts,
                "E-mail 1 - Value|Phone 1 - Value", kGoogleContacts},
    KnownExport{"HubSpot deals", "HubSpot", ImportKind::orders, "Deal ID|Deal Name|Deal Stage|Amount",
                kHubSpotDeals},
    KnownExport{"Zoho deals", "Zoho leads", ImportKind::orders, "Potential Name|Stage|Amount|Closing Date",
                kZohoDeals},
    KnownExport{"Google contacts", "Google Contacts", ImportKind::contacts,
                "Name|E-mail|Section 1 - Email|Section 1 - Phone", kGoogleOf2008, true},
    KnownExport{"Outlook contacts",
                "Outlook",
                ImportKind::contacts,
                "E-mail Address|E-mail 2 Address|Business Phone|Home Fax",
                {},
                true},
    KnownExport{"Outlook contacts",
                "Outlook",
                ImportKind::contacts,
                "E-Mail-Adresse|E-Mail 2: Adresse|Telefon geschäftlich|Fax privat",
                {},
                true},
    KnownExport{"Thunderbird contacts", "Thunderbird", ImportKind::contacts,
                "Display Name|Primary Email|Screen Name|Work Phone", kThunderbird},
    KnownExport{"Thunderbird contacts", "Thunderbird", ImportKind::contacts,
                "Primeiro nome|Último nome|Apelido", kThunderbirdInPortuguese},
    KnownExport{"Thunderbird contacts", "Thunderbird", ImportKind::contacts,
                "Nom à afficher|Jour|Mois|Année de naissance", kThunderbirdInFrench},
    KnownExport{"Yahoo contacts", "Yahoo", ImportKind::contacts,
                "Messenger ID|Yahoo! Phone|Alternate Email 1", kYahoo},
    KnownExport{"Zoho contacts", "Zoho", ImportKind::contacts,
                "Record Id|Contact Owner|Account Name|Mailing Street", kZoho},
    KnownExport{"Zoho contacts", "Zoho", ImportKind::contacts, "CONTACTID|Contact Owner|Account Id", kZoho},
    KnownExport{"Zoho leads", "Zoho leads", ImportKind::contacts, "LEADID|Lead Owner|Lead Status|Company"},
    KnownExport{"Salesforce contacts", "Salesforce", ImportKind::contacts, "lastName|firstName|accountId"},
    KnownExport{"HubSpot companies", "HubSpot companies", ImportKind::contacts,
                "Company name|Company domain name|Company owner", kHubSpotCompanies},
    KnownExport{"Zoho accounts", "Zoho accounts", ImportKind::contacts,
                "Account Name|Account Owner|Account Type", kZohoAccounts},
    KnownExport{"Salesforce accounts", "Salesforce", ImportKind::contacts,
                "Name|Type|Industry|AnnualRevenue|BillingStreet", kSalesforceAccounts},
    KnownExport{"LinkedIn connections", "LinkedIn", ImportKind::contacts,
                "First Name|Last Name|Connected On|URL"},
    KnownExport{"Brevo contacts", "Brevo", ImportKind::contacts, "EMAIL|EMAIL_BLACKLISTED|SMS_BLACKLISTED"},
    KnownExport{"Constant Contact contacts", "Constant Contact", ImportKind::contacts,
                "Email address|Email status|Email permission status"},
    KnownExport{"MailPoet subscribers", "MailPoet", ImportKind::contacts, "Email|List status|Global status"},
    KnownExport{"Atomic CRM contacts", "Atomic CRM", ImportKind::contacts,
                "nb_tasks|sales_id|email_work|phone_work", kAtomicCrm},
    KnownExport{"Substack subscribers", "Substack", ImportKind::contacts,
                "email|active_subscription|email_disabled"},
    KnownExport{"Beehiiv subscribers", "Beehiiv", ImportKind::contacts, "email|tier|stripe_customer_id"},
};

}  // namespace

std::span<const KnownExport> known_exports() { return kKnownExports; }

}  // namespace perennial
