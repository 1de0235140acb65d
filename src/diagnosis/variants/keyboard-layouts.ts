/**
 * The characters of the 48 keys of letters and signs, row by row from the key left of 1; □ is a key that gives no
 * letter.
 */
export interface KeyboardLayout {
  readonly name: string;
  readonly plain: string;
  readonly shifted: string;
  /** Signs with AltGr, each followed by the sign that its key gives without AltGr. */
  readonly altGr?: string;
}

export const usLayout: KeyboardLayout = {
  name: 'US',
  plain: "`1234567890-=qwertyuiop[]asdfghjkl;'\\□zxcvbnm,./",
  shifted: '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|□ZXCVBNM<>?',
};

/** Latin layouts: people confuse any two of them. */
export const latinLayouts: readonly KeyboardLayout[] = [
  usLayout,
  {
    name: 'UK',
    plain: "`1234567890-=qwertyuiop[]asdfghjkl;'#\\zxcvbnm,./",
    shifted: '¬!"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@~|ZXCVBNM<>?',
    altGr: '€4',
  },
  {
    name: 'German',
    plain: '^1234567890ß´qwertzuiopü+asdfghjklöä#<yxcvbnm,.-',
    shifted: '°!"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ\'>YXCVBNM;:_',
    altGr: '@q€e{7[8]9}0\\ß~+|<µm²2³3',
  },
  {
    name: 'Swiss',
    plain: "§1234567890'^qwertzuiopü¨asdfghjklöä$<yxcvbnm,.-",
    shifted: '°+"*ç%&/()=?`QWERTZUIOPè!ASDFGHJKLéà£>YXCVBNM;:_',
    altGr: '@2#3|7€e[ü]¨{ä}$\\<~^',
  },
  {
    name: 'French',
    plain: '²&é"\'(-è_çà)=azertyuiop^$qsdfghjklmù*<wxcvbn,;:!',
    shifted: '□1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µ>WXCVBN?./§',
    altGr: '~é#"{\'[(|-`è\\_^ç@à])}=€e',
  },
  {
    name: 'Belgian',
    plain: '²&é"\'(§è!çà)-azertyuiop^$qsdfghjklmùµ<wxcvbn,;:=',
    shifted: '³1234567890°_AZERTYUIOP¨*QSDFGHJKLM%£>WXCVBN?./+',
    altGr: '|&@é#"{ç}à[^]$€e\\<~=',
  },
  {
    name: 'Spanish',
    plain: "º1234567890'¡qwertyuiop`+asdfghjklñ´ç<zxcvbnm,.-",
    shifted: 'ª!"·$%&/()=?¿QWERTYUIOP^*ASDFGHJKLÑ¨Ç>ZXCVBNM;:_',
    altGr: '|1@2#3~4€e[`]+{´}ç\\º',
  },
  {
    name: 'Italian',
    plain: "\\1234567890'ìqwertyuiopè+asdfghjklòàù<zxcvbnm,.-",
    shifted: '|!"£$%&/()=?^QWERTYUIOPé*ASDFGHJKLç°§>ZXCVBNM;:_',
    altGr: '@ò#à[è]+€e',
  },
  {
    name: 'Portuguese',
    plain: "\\1234567890'«qwertyuiop+´asdfghjklçº~<zxcvbnm,.-",
    shifted: '|!"#$%&/()=?»QWERTYUIOP*`ASDFGHJKLÇª^>ZXCVBNM;:_',
    altGr: '@2£3§4{7[8]9}0€e',
  },
  {
    name: 'Swedish',
    plain: "§1234567890+´qwertyuiopå¨asdfghjklöä'<zxcvbnm,.-",
    shifted: '½!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLÖÄ*>ZXCVBNM;:_',
    altGr: '@2£3$4€e{7[8]9}0\\+|<~¨',
  },
  {
    name: 'Danish',
    plain: "½1234567890+´qwertyuiopå¨asdfghjklæø'<zxcvbnm,.-",
    shifted: '§!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLÆØ*>ZXCVBNM;:_',
    altGr: '@2£3$4€e{7[8]9}0|´\\<~¨',
  },
  {
    name: 'Norwegian',
    plain: "|1234567890+\\qwertyuiopå¨asdfghjkløæ'<zxcvbnm,.-",
    shifted: '§!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLØÆ*>ZXCVBNM;:_',
    altGr: '@2£3$4€e{7[8]9}0~¨',
  },
  {
    name: 'Czech',
    plain: ';+ěščřžýáíé=´qwertzuiopú)asdfghjklů§¨\\yxcvbnm,.-',
    shifted: '°1234567890%ˇQWERTZUIOP/(ASDFGHJKL"!\'|YXCVBNM?:_',
  },
  {
    name: 'Hungarian',
    plain: '0123456789öüóqwertzuiopőúasdfghjkléáűíyxcvbnm,.-',
    shifted: '§\'"+!%/=()ÖÜÓQWERTZUIOPŐÚASDFGHJKLÉÁŰÍYXCVBNM?:_',
    altGr: '@v€u#x&c{b}n$é|w\\q[f]g',
  },
  {
    name: 'Turkish',
    plain: '"1234567890*-qwertyuıopğüasdfghjklşi,<zxcvbnmöç.',
    shifted: "é!'^+%&/()=?_QWERTYUIOPĞÜASDFGHJKLŞİ;>ZXCVBNMÖÇ:",
    altGr: '@q€e#3$4{7[8]9}0\\*|-~ü',
  },
  {
    name: 'Brazilian',
    plain: "'1234567890-=qwertyuiop´[asdfghjklç~]\\zxcvbnm,.;",
    shifted: '"!@#$%¨&*()_+QWERTYUIOP`{ASDFGHJKLÇ^}|ZXCVBNM<>:',
  },
  {
    name: 'Canadian French',
    plain: '#1234567890-=qwertyuiop^¸asdfghjkl;`<«zxcvbnm,.é',
    shifted: '|!"/$%?&*()_+QWERTYUIOP^¨ASDFGHJKL:`>»ZXCVBNM\'.É',
    altGr: '@2£3{´}<[^]¸~;\\#',
  },
  {
    name: 'Japanese',
    plain: '□1234567890-^qwertyuiop@[asdfghjkl;:]\\zxcvbnm,./',
    shifted: '□!"#$%&\'()□=~QWERTYUIOP`{ASDFGHJKL+*}_ZXCVBNM<>?',
  },
];

/** Other layouts: each is confused with the US layout only. */
export const otherLayouts: readonly KeyboardLayout[] = [
  {
    name: 'Dvorak',
    plain: "`1234567890[]',.pyfgcrl/=aoeuidhtns-\\□;qjkxbmwvz",
    shifted: '~!@#$%^&*(){}"<>PYFGCRL?+AOEUIDHTNS_|□:QJKXBMWVZ',
  },
  {
    name: 'Colemak',
    plain: "`1234567890-=qwfpgjluy;[]arstdhneio'\\□zxcvbkm,./",
    shifted: '~!@#$%^&*()_+QWFPGJLUY:{}ARSTDHNEIO"|□ZXCVBKM<>?',
  },
  {
    name: 'Russian',
    plain: 'ё1234567890-=йцукенгшщзхъфывапролджэ\\□ячсмитьбю.',
    shifted: 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/□ЯЧСМИТЬБЮ,',
  },
  {
    name: 'Ukrainian',
    plain: "'1234567890-=йцукенгшщзхїфівапролджє\\ґячсмитьбю.",
    shifted: '₴!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄ/ҐЯЧСМИТЬБЮ,',
  },
  {
    name: 'Greek',
    plain: "`1234567890-=;ςερτυθιοπ[]ασδφγηξκλ΄'\\□ζχψωβνμ,./",
    shifted: '~!@#$%^&*()_+:΅ΕΡΤΥΘΙΟΠ{}ΑΣΔΦΓΗΞΚΛ¨"|□ΖΧΨΩΒΝΜ<>?',
  },
  {
    name: 'Hebrew',
    plain: ";1234567890-=/'קראטוןםפ][שדגכעיחלךף,\\□זסבהנמצתץ.",
    shifted: '~!@#$%^&*)(_+QWERTYUIOP}{ASDFGHJKL:"|□ZXCVBNM><?',
  },
];
