/** An npm package and the purpose that it serves. */
export interface CatalogueEntry {
  readonly package: string;
  readonly purpose: string;
  /** What it does with the data that it is given. */
  readonly reason: string;
}

function serving(purpose: string, packages: Readonly<Record<string, string>>): CatalogueEntry[] {
  return Object.entries(packages).map(([name, reason]) => ({ package: name, purpose, reason }));
}

const META_PIXEL = 'Sends events and matched contact data to the Meta pixel.';
const ATTRIBUTION = 'Attributes installs to ads and passes user data on to ad partners.';
const ADMOB = 'Shows AdMob ads, chosen by what it is told of the user.';
const CSV = 'Writes rows to CSV.';
const EXCEL = 'Writes rows to Excel files.';
const PARQUET = 'Writes rows to Parquet files.';
const PROFILE = 'Fills the profiles that marketing campaigns are addressed by.';
const SHEETJS = 'Writes sheets in every common spreadsheet format.';

/**
 * Packages whose purpose is beyond doubt: a labelled value has one reason to enter them.
 *
 * Left out, since they serve innocent purposes as often:
 * - transactional mail, push and messaging beside marketing, where a security alert may be sent from as well (SendGrid,
 *   Mailjet, Brevo, Customer.io, OneSignal, Airship, Sailthru, `braze-api`);
 * - analytics, tag managers and data pipelines, whose purpose their configuration decides (Segment, gtag, Tag Manager);
 * - social logins and general clients of a network (`react-native-fbsdk-next`, `linkedin-api-client`);
 * - writers of documents for the user (PDF, Word), calendars and vCards;
 * - plugins that only embed a script and are given no data.
 *
 * Readers that also write (`xlsx`, `papaparse`) are in: labelled values enter them to be written, for what is read is
 * labelled only afterwards.
 */
export const catalogue: readonly CatalogueEntry[] = [
  ...serving('ad-targeting', {
    'facebook-nodejs-business-sdk': 'Uploads custom audiences and server-side conversions to the Meta Marketing API.',
    'capi-param-builder-nodejs': 'Prepares user data for the Meta Conversions API.',
    '@rivercode/facebook-conversion-api': 'Sends user data to the Meta Conversions API.',
    '@rivercode/facebook-conversion-api-nextjs': 'Sends user data to the Meta Conversions API.',
    'react-facebook-pixel': META_PIXEL,
    'react-meta-pixel': META_PIXEL,
    'react-use-facebook-pixel': META_PIXEL,
    'meta-pixel': META_PIXEL,
    fbq: META_PIXEL,
    'vue-facebook-pixel': META_PIXEL,
    'vue-analytics-facebook-pixel': META_PIXEL,
    'ngx-pixel': META_PIXEL,
    'google-ads-api': 'Uploads Customer Match lists and conversions to Google Ads.',
    'google-ads-node': 'Uploads Customer Match lists and conversions to Google Ads.',
    '@htdangkhoa/google-ads': 'Uploads Customer Match lists and conversions to Google Ads.',
    '@google-ads/datamanager': 'Uploads audience members to Google Ads and Display & Video 360.',
    '@google-ads/admanager': 'Manages the audiences and line items of Google Ad Manager.',
    'twitter-ads': 'Manages tailored audiences and campaigns of X (Twitter) Ads.',
    'react-twitter-pixel': 'Sends conversion events to X (Twitter) Ads.',
    'react-twitter-conversion-tracker': 'Sends conversion events to X (Twitter) Ads.',
    'tiktok-business-api-sdk-official': 'Uploads audiences and conversion events to TikTok Ads.',
    'tiktok-pixel': 'Sends events and matched contact data to the TikTok pixel.',
    'react-native-tiktok-business-sdk': 'Identifies users and sends their events to TikTok Ads.',
    'react-snapchat-pixel': 'Sends events and matched contact data to the Snap pixel.',
    'react-reddit-pixel': 'Sends events and matched contact data to the Reddit pixel.',
    'react-pinterest-tag': 'Sends events and matched contact data to the Pinterest tag.',
    'react-linkedin-insight': 'Sends conversion events to the LinkedIn Insight Tag.',
    'nextjs-linkedin-insight-tag': 'Sends conversion events to the LinkedIn Insight Tag.',
    'prebid.js': 'Passes user ids and first-party data to bidders for ad space.',
    'react-native-google-mobile-ads': ADMOB,
    'expo-ads-admob': ADMOB,
    '@capacitor-community/admob': ADMOB,
    'react-native-fbads': 'Shows ads of the Meta Audience Network.',
    'react-native-applovin-max': 'Passes user ids and targeting data to AppLovin MAX and its ad networks.',
    'ironsource-mediation': 'Passes user ids and segments to ironSource and its ad networks.',
    'unity-levelplay-mediation': 'Passes user ids and segments to Unity LevelPlay and its ad networks.',
  }),
  ...serving('advertising', {
    'react-native-appsflyer': ATTRIBUTION,
    'appsflyer-capacitor-plugin': ATTRIBUTION,
    'cordova-plugin-appsflyer-sdk': ATTRIBUTION,
    'react-native-adjust': ATTRIBUTION,
    '@adjustcom/adjust-web-sdk': ATTRIBUTION,
    'com.adjust.sdk': ATTRIBUTION,
    'singular-react-native': ATTRIBUTION,
    'singular-sdk': ATTRIBUTION,
    'react-native-kochava-tracker': ATTRIBUTION,
  }),
  ...serving('direct-marketing', {
    '@mailchimp/mailchimp_marketing': 'Puts addresses on Mailchimp audiences.',
    'mailchimp-api-v3': 'Puts addresses on Mailchimp audiences.',
    'react-mailchimp-subscribe': 'Puts addresses on Mailchimp audiences.',
    'gatsby-plugin-mailchimp': 'Puts addresses on Mailchimp audiences.',
    'klaviyo-api': PROFILE,
    'node-klaviyo': PROFILE,
    'klaviyo-react-native-sdk': PROFILE,
    '@hubspot/api-client': 'Writes contacts to the HubSpot marketing and sales CRM.',
    hubspot: 'Writes contacts to the HubSpot marketing and sales CRM.',
    'react-hubspot-tracking-code-hook': 'Identifies visitors by address to the HubSpot tracking code.',
    '@braze/web-sdk': PROFILE,
    '@braze/web-sdk-core': PROFILE,
    '@braze/react-native-sdk': PROFILE,
    '@iterable/web-sdk': PROFILE,
    '@iterable/react-native-sdk': PROFILE,
    clevertap: PROFILE,
    'clevertap-web-sdk': PROFILE,
    'clevertap-react-native': PROFILE,
    'clevertap-cordova': PROFILE,
    'react-native-moengage': PROFILE,
    'capacitor-moengage-core': PROFILE,
    '@moengage/web-sdk': PROFILE,
    'react-native-insider': PROFILE,
    activecampaign: 'Writes contacts to ActiveCampaign lists and automations.',
    '@mailerlite/mailerlite-nodejs': 'Puts subscribers on MailerLite groups and campaigns.',
    'mailerlite-api-v2-node': 'Puts subscribers on MailerLite groups and campaigns.',
    'drip-nodejs': 'Puts subscribers on Drip campaigns.',
    'node-marketo-rest': 'Writes leads to Marketo.',
  }),
  ...serving('export', {
    'csv-stringify': CSV,
    csv: CSV,
    'csv-writer': CSV,
    'csv-write-stream': CSV,
    csvwriter: CSV,
    'write-csv': CSV,
    'fast-csv': CSV,
    '@fast-csv/format': CSV,
    papaparse: CSV,
    'async-csv': CSV,
    'csv-string': CSV,
    csvjson: CSV,
    json2csv: CSV,
    '@json2csv/plainjs': CSV,
    '@json2csv/node': CSV,
    '@json2csv/whatwg': CSV,
    'json-2-csv': CSV,
    'json-csv': CSV,
    'json-to-csv-stream': CSV,
    jsonexport: CSV,
    'to-csv': CSV,
    'objects-to-csv': CSV,
    'objects-to-csv-file': CSV,
    'convert-array-to-csv': CSV,
    'export-to-csv': 'Offers rows as a CSV download.',
    'json-to-csv-export': 'Offers rows as a CSV download.',
    'download-csv': 'Offers rows as a CSV download.',
    'react-csv': 'Offers rows as a CSV download.',
    'react-csv-downloader': 'Offers rows as a CSV download.',
    'react-json-to-csv': 'Offers rows as a CSV download.',
    'ngx-csv': 'Offers rows as a CSV download.',
    'ng-csv': 'Offers rows as a CSV download.',
    '@ctrl/ngx-csv': 'Offers rows as a CSV download.',
    'angular-csv-ext': 'Offers rows as a CSV download.',
    'vue-json-csv': 'Offers rows as a CSV download.',
    'vue-json-to-csv': 'Offers rows as a CSV download.',
    'tanstack-table-export-to-csv': 'Offers a table as a CSV download.',
    'export-from-json': 'Offers rows as a download in CSV, Excel and other formats.',
    'vue-json-excel': 'Offers rows as an Excel or CSV download.',
    'vue-json-excel3': 'Offers rows as an Excel or CSV download.',
    'vue-excel-xlsx': 'Offers rows as an Excel download.',
    'react-export-excel': 'Offers rows as an Excel download.',
    'react-data-export': 'Offers rows as an Excel download.',
    'js-export-excel': 'Offers rows as an Excel download.',
    'export-xlsx': 'Offers rows as an Excel download.',
    xlsx: SHEETJS,
    '@e965/xlsx': SHEETJS,
    'xlsx-js-style': SHEETJS,
    'xlsx-style': SHEETJS,
    exceljs: EXCEL,
    '@zurmokeeper/exceljs': EXCEL,
    'xlsx-populate': EXCEL,
    'xlsx-template': 'Fills Excel templates with rows.',
    'xlsx-write-stream': EXCEL,
    'xlsx-writestream': EXCEL,
    'node-xlsx': EXCEL,
    'better-xlsx': EXCEL,
    'mr-excel': EXCEL,
    excel4node: EXCEL,
    'excel-export': EXCEL,
    'node-excel-export': EXCEL,
    'excel-builder-vanilla': EXCEL,
    'json-as-xlsx': EXCEL,
    '@progress/kendo-react-excel-export': EXCEL,
    '@progress/kendo-angular-excel-export': EXCEL,
    '@syncfusion/ej2-excel-export': EXCEL,
    'hyparquet-writer': PARQUET,
    parquetjs: PARQUET,
    'parquetjs-lite': PARQUET,
    '@dsnp/parquetjs': PARQUET,
    parquets: PARQUET,
    'google-spreadsheet': 'Writes rows to Google Sheets, from where they are shared and downloaded.',
  }),
];
