import CCurses
import Foundation

/// The locale for characters; numbers keep their points whatever the country.
enum CharacterLocale {
    /// Takes the person's locale, as setlocale(3) would from these variables.
    /// - Returns: whether it is UTF-8.
    static func take(_ environment: [String: String]) -> Bool {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        if setlocale(LC_CTYPE, name) == nil {
            // not installed here: the terminal knows its characters all the same
            let letters = name.uppercased().filter { $0 != "-" }
            setlocale(LC_CTYPE, letters.contains("UTF8") ? "C.UTF-8" : "C")
        }
        return ccurses_locale_is_utf8()
    }
}
