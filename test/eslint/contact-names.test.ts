import { describe, expect, it } from 'vitest';
import { contactOf, type Surroundings } from '../../src/eslint/contact-names.js';

const PHONES = [
  'twoFactorPhone', 'two_factor_phone', 'TwoFactorPhone', 'twofactorPhone', 'twoFactorPhoneNumber', 'two_factor_phone_number', '2faPhone', '2FAPhone', 'temp2FAPhone', 'tfaMobile', 'mfaPhone', 'MFAPhoneNumber',
  'mfaNumber', 'mfa_sms_number', 'multiFactorPhone', 'multiFactorAuthenticationPhone', 'recoveryPhone', 'recoveryPhoneNumber', 'accountRecoveryPhone', 'twoFactorAuthPhone', 'phoneForTwoFactor',
  'phoneNumberFor2fa', 'recoveryPhoneHash', 'mfaPhoneE164', 'phone2FA', 'phone_mfa', 'phoneTwoFactor', 'newRecoveryPhones', '#recoveryPhone',
];
const EMAILS = ['recoveryEmail', 'recovery_email', 'recoveryEmailAddress', 'accountRecoveryEmail', 'mfaEmail', 'twoFactorEmail', 'recoveryEmails', 'recoveryEMail'];
const NEITHER = [
  'phone', 'email', 'phoneNumber', 'phoneVerified', 'emailVerified', 'recoveryEmailSent', 'recoveryEmailSentAt', 'recoveryEmailTemplate', 'recoveryEmailSubject', 'sendRecoveryEmailTo', 'recoveryPhoneId',
  'verificationEmail', 'verificationPhone', 'securityEmail', 'trustedPhoneNumber', 'otpEmail', 'resetEmail', 'passwordResetEmail', 'authEmail', 'loginEmail', 'twoFactorCode', 'twoFactorSecret', 'twoFactorEnabled',
  'otpNumber', 'backupNumber', 'backupCodes', 'recoveryCode', 'recoveryCodesEmail', 'RECOVERY_EMAIL', 'smartphone', 'microphone', 'hasTwoFactor', 'phone2faEnabled', 'headphoneMfa', 'mfaMethod', 'mfaNumberMatch', 'bmfaNumber', 'mfaPhoneLast4',
  'mfaPhoneDesc', 'phoneOtp', 'backup', 'recoverEmailer', 'recoveryPhoneLabel', 'backupPhone', 'backupEmail',
];
const ALONE: Surroundings = { type: undefined, function: undefined, beside: [], path: '/shop/src/orders/order.ts' };
const kindOf = (name: string, around: Partial<Surroundings> = {}) => contactOf(name, () => ({ ...ALONE, ...around }));

describe('a name', () => {
  it.each(PHONES)('%s holds a phone number given for security', (name) => expect(kindOf(name)).toBe('phone'));
  it.each(EMAILS)('%s holds an e-mail address given for security', (name) => expect(kindOf(name)).toBe('email'));
  it.each(NEITHER)('%s holds neither, by itself', (name) => expect(kindOf(name)).toBeUndefined());
});

describe('a backup contact', () => {
  it.each<Partial<Surroundings>>([
    { type: 'User' }, { type: 'AdminAccount' }, { type: 'SecuritySettings' }, { type: 'users' }, { function: 'enableMfa' }, { function: 'startAccountRecovery' }, { path: '/shop/src/auth/store.ts' },
    { path: '/shop/src/two-factor.service.ts' }, { beside: ['id', 'passwordHash'] }, { beside: ['primaryEmail'] }, { beside: ['emailVerified'] }, { beside: ['twoFactorEnabled'] },
  ])('is one of security: %o', (around) => {
    expect(kindOf('backupPhone', around)).toBe('phone');
    expect(kindOf('backup_email', around)).toBe('email');
  });

  it.each<Partial<Surroundings>>([
    { type: 'ContactInfo' }, { type: 'UserProfile' }, { function: 'createOrder' }, { beside: ['userId', 'total', 'shippingAddress'] }, { path: '/shop/authors/book.ts' }, { type: 'AuthorList' },
  ])('is another: %o', (around) => expect(kindOf('backupPhone', around)).toBeUndefined());
});

describe('a plain phone number', () => {
  it.each<Partial<Surroundings>>([{ type: 'TwoFactorSettings' }, { type: 'user_2fa' }, { function: 'enrollMfa' }, { function: 'enableTwoFactor' }, { function: 'setupSmsMfa' }, { function: 'changeMFANumber' }, { function: 'sendTwoFactorCode' }, { type: 'TwoFactorService', function: 'notify' }])(
    'is one of security: %o',
    (around) => {
      expect(['phone', 'phoneNumber', 'userMobile', 'phone_e164'].map((name) => kindOf(name, around))).toEqual(['phone', 'phone', 'phone', 'phone']);
      expect(['phoneId', 'phonebook', 'email', 'headphones'].some((name) => kindOf(name, around))).toBe(false);
    },
  );

  it.each<Partial<Surroundings>>([{ type: 'User' }, { type: 'FactorTwo' }, { type: 'Otp' }, { function: 'findByPhoneWithTwoFactor' }, { function: 'sendViaTwoFactor' }, { function: 'useTwoFactor' }, { path: '/src/mfa/store.ts' }])(
    'is another: %o',
    (around) => expect(kindOf('phone', around)).toBeUndefined(),
  );
});

describe('a plain phone number or address', () => {
  it.each<Partial<Surroundings>>([{ type: 'Recovery' }, { type: 'AccountRecoveryRequest' }, { type: 'recovery_contacts' }, { type: 'RecoveryOptions' }])('is a way back into an account: %o', (around) => {
    expect(['phone', 'email', 'emailAddress'].map((name) => kindOf(name, around))).toEqual(['phone', 'email', 'email']);
    expect(['emailSent', 'phoneId', 'code'].some((name) => kindOf(name, around))).toBe(false);
  });

  it.each<Partial<Surroundings>>([{ type: 'PasswordRecoveryForm' }, { type: 'DisasterRecovery' }, { type: 'RecoveryPoint' }, { function: 'startRecovery' }])('is another: %o', (around) => {
    expect(['phone', 'email'].some((name) => kindOf(name, around))).toBe(false);
  });
});
