/** What the server declines about people and devices of a company. */
export const STAFF_SENTENCES = {
  'staff.unknown': {
    en: 'The server does not know this person or device any more.',
    tr: 'Sunucu bu kişiyi ya da cihazı artık tanımıyor.',
    de: 'Der Server kennt diese Person oder dieses Gerät nicht mehr.',
  },
  'staff.same_person': {
    en: 'Nobody changes their own roles or standing: another administrator does.',
    tr: 'Kimse kendi rolünü ya da durumunu değiştiremez: bunu başka bir yönetici yapar.',
    de: 'Niemand ändert die eigenen Rollen oder den eigenen Stand: das tut eine andere Verwaltung.',
  },
  'staff.this_device': {
    en: 'This is the device you are working on: do it from another one.',
    tr: 'Bu, üzerinde çalıştığınız cihaz: başka bir cihazdan yapın.',
    de: 'Das ist das Gerät, an dem Sie arbeiten: tun Sie es von einem anderen aus.',
  },
  'staff.no_second_person': {
    en: 'A new role needs a second person, and there is no other administrator or finance manager. The operator of the server gives it (“saldo server user role”).',
    tr: 'Yeni rol ikinci bir kişi ister; başka yönetici ya da finans müdürü yok. Rolü sunucunun işletmeni verir (“saldo server user role”).',
    de: 'Eine neue Rolle braucht eine zweite Person, und es gibt keine andere Verwaltung oder Finanzleitung. Der Betreiber des Servers vergibt sie („saldo server user role“).',
  },
  'staff.no_role': {
    en: 'This person has no role yet: a code is made when a role was approved.',
    tr: 'Bu kişinin henüz rolü yok: kod, bir rol onaylanınca verilir.',
    de: 'Diese Person hat noch keine Rolle: Einen Code gibt es, wenn eine Rolle genehmigt ist.',
  },
  'staff.suspended': {
    en: 'This person is suspended: resume them first.',
    tr: 'Bu kişi askıda: önce yeniden açın.',
    de: 'Diese Person ist gesperrt: zuerst wieder freigeben.',
  },
  'staff.revoked': {
    en: 'This device was revoked for good: it is enrolled anew with a code.',
    tr: 'Bu cihazın yetkisi kalıcı olarak alındı: yeni bir kodla yeniden kaydedilir.',
    de: 'Dieses Gerät ist endgültig abgemeldet: Mit einem Code wird es neu angemeldet.',
  },
  'staff.exists': {
    en: 'The company has a person named {name} already.',
    tr: 'Şirkette {name} adlı biri zaten var.',
    de: 'Die Firma hat schon eine Person namens {name}.',
  },
} as const
