import { catalogue } from './catalogue.js';
import type { PolicyText } from './schema.js';

const anywhere = (...folders: string[]): string[] => folders.map((folder) => `**/${folder}/**`);

function packagesServing(purpose: string): string[] {
  return catalogue.filter((entry) => entry.purpose === purpose).map((entry) => entry.package);
}

/**
 * The built-in policy: what holds where a program has no policy, and what `"extends": ["recommended"]` starts from.
 * Its globs take no heed of case.
 *
 * Counterparts: W3C's Data Privacy Vocabulary 2 (`dpv:`, and `pd:` for its personal data categories) and fideslang 3.
 * Both know no purpose of exporting; DPV has the operation.
 */
export const recommended: PolicyText = {
  purposes: {
    security: { dpv: 'dpv:EnforceSecurity', fides: 'essential.service.security' },
    advertising: { dpv: 'dpv:Advertising', fides: 'marketing.advertising' },
    'ad-targeting': { parents: ['advertising'], dpv: 'dpv:TargetedAdvertising', fides: 'marketing.advertising.third_party.targeted' },
    'direct-marketing': { dpv: 'dpv:DirectMarketing', fides: 'marketing.communications' },
    export: { dpv: 'dpv:Export' },
  },
  data: {
    TwoFactorPhone: { allow: ['security'], dpv: 'pd:TelephoneNumber', fides: 'user.contact.phone_number' },
    SecurityEmail: { allow: ['security'], dpv: 'pd:EmailAddress', fides: 'user.contact.email' },
  },
  modules: [
    {
      purpose: 'ad-targeting',
      files: anywhere(
        'ads', 'ad-targeting', 'ad_targeting', 'adtargeting', 'advertising', 'advertisements', 'advertisers', 'audiences',
        'custom-audiences', 'partner-audiences', 'tailored-audiences', 'lookalikes', 'remarketing', 'retargeting',
      ),
      packages: packagesServing('ad-targeting'),
    },
    { purpose: 'advertising', packages: packagesServing('advertising') },
    { purpose: 'direct-marketing', packages: packagesServing('direct-marketing') },
    { purpose: 'export', files: anywhere('export', 'exports', 'exporters'), packages: packagesServing('export') },
  ],
};
