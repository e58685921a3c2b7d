/** The words of signing in. */

import { words } from "$lib";

export const say = words(
  {
    title: "Sign in",
    name: "Name",
    password: "Password",
    signIn: "Sign in",
    wrong: "Name and password do not belong together.",
    wrongRemedy:
      "Type both again. If you have forgotten the password, an administrator gives you another.",
    tagline: "The hotline's desk",
    call: "Not staff? Call us from this page",
    changeTitle: "Choose a password of your own",
    changeTitleAgain: "Change password",
    changeHint:
      "The password you were given can be used only once. Only you will know the new one.",
    old: "Present password",
    fresh: "New password",
    freshHint: "At least 12 characters. A sentence is easiest to remember.",
    again: "New password, once more",
    short: "Too short: at least 12 characters are needed.",
    differs: "The two are not the same. Type the new password once more.",
    same: "This is the present password. Choose another.",
    change: "Change",
    cancel: "Cancel",
    signOut: "Sign out",
    changed: "The password was changed.",
  },
  {
    title: "Bejelentkezés",
    name: "Név",
    password: "Jelszó",
    signIn: "Bejelentkezés",
    wrong: "A név és a jelszó nem tartozik össze.",
    wrongRemedy:
      "Írja be újra mindkettőt. Ha elfelejtette a jelszót, a rendszergazda tud újat adni.",
    tagline: "Az ügyfélvonal munkapultja",
    call: "Nem munkatárs? Hívjon minket erről az oldalról",
    changeTitle: "Válasszon saját jelszót",
    changeTitleAgain: "Jelszó módosítása",
    changeHint: "A kapott jelszó csak egyszer használható. Az újat csak Ön fogja ismerni.",
    old: "Jelenlegi jelszó",
    fresh: "Új jelszó",
    freshHint: "Legalább 12 karakter. Egy mondatot a legkönnyebb megjegyezni.",
    again: "Az új jelszó még egyszer",
    short: "Túl rövid: legalább 12 karakter kell.",
    differs: "A kettő nem egyezik. Írja be még egyszer az új jelszót.",
    same: "Ez a jelenlegi jelszó. Válasszon másikat.",
    change: "Módosítás",
    cancel: "Mégse",
    signOut: "Kijelentkezés",
    changed: "A jelszó megváltozott.",
  },
);
