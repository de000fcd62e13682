import Recipes
import Terminal

/// The table as people read it.
extension CommandTable {
    private static func listing(_ keys: [KeyPress]) -> String { keys.map(\.description).joined(separator: ", ") }

    private static func sections(_ keys: (Command) -> [KeyPress]) -> [(title: String, rows: [(keys: String, Command)])]
    {
        Command.Category.allCases.map { category in
            (category.rawValue, all.filter { $0.category == category }.map { (listing(keys($0)), $0) })
        }
    }

    /// For the page of keys: a table a category.
    public static var markdown: String {
        sections(\.keys).map { title, rows in
            let lines = rows.map { keys, command in
                let code =
                    keys.isEmpty ? "" : command.keys.map { "`\(escaped($0.description))`" }.joined(separator: " ")
                return "| \(code) | \(command.title) | \(escaped(command.help)) | `\(command.id)` |"
            }
            return (["## \(title)", "", "| keys | command | what it does | name |", "|---|---|---|---|"] + lines)
                .joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("`", with: "backtick")
    }

    /// For the page of keys, as they are bound.
    public static func help(_ bindings: Bindings) -> [String] {
        let sections = sections { bindings.keys(of: $0.id) }
        let width = sections.flatMap(\.rows).map(\.keys.count).max() ?? 0
        return sections.flatMap { title, rows in
            [title]
                + rows.map { keys, command in
                    let place = command.context.title
                    return "  " + keys.padded(to: min(width, 24)) + "  " + command.title
                        + (place.isEmpty || command.category == .dialogs ? "" : " (\(place))") + ": " + command.help
                } + [""]
        }
    }

    /// `backline.1`, roff with the man macros.
    /// - Parameters:
    ///   - version: of the program.
    ///   - systems: whose parameters it lists.
    public static func man(version: String, systems: [SystemDescription] = []) -> String {
        var lines = [
            ".TH BACKLINE 1 \"\" \"backline \(version)\" \"User Commands\"",
            ".SH NAME", "backline \\- accompaniments for sung vocals, in the terminal",
            ".SH SYNOPSIS", ".B backline", "[\\fIvocal\\fR | \\fIsong folder\\fR]", ".br", ".B backline \\-\\-plain",
            "\\fIvocal\\fR", ".br", ".B backline", "\\fIcommand\\fR ...",
            ".SH DESCRIPTION",
            "Opens a vocal (WAV, AIFF, FLAC, OGG or MP3) or a song folder on a screen in which a songwriter sees and",
            "shapes it, has accompaniments generated for it, compares, mixes and exports them. Without an argument it",
            "lists files to open. \\fB\\-\\-plain\\fR offers the same by numbered choices, a line at a time, for screen",
            "readers and pipes. \\fBbackline help\\fR lists the commands that need no screen.",
            ".SH KEYS",
        ]
        for (title, rows) in sections(\.keys) {
            lines.append(".SS \(roff(title))")
            for (keys, command) in rows {
                lines += [".TP", ".B \(roff(keys.isEmpty ? ":" + command.title : keys))"]
                let place = command.context.title
                lines.append(
                    roff("\(command.help)\(place.isEmpty ? "" : " In: \(place).") [\(command.id)]"))
            }
        }
        lines.append(".SH PARAMETERS")
        lines.append(
            "Rows of the recipe, and names for \\fBbackline generate \\-\\-set\\fR \\fINAME\\fR=\\fIVALUE\\fR.")
        for system in systems {
            lines.append(".SS \(roff(system.title))")
            for parameter in system.parameters {
                lines += [".TP", ".B \(roff(parameter.id))", roff(parameter.fullHelp)]
            }
        }
        lines += [
            ".SH FILES", ".TP", ".I $XDG_CONFIG_HOME/backline/config.toml",
            "Settings: \\fBtheme\\fR, \\fBglyphs\\fR (braille, blocks, ascii), \\fBcolours\\fR (256, 16, 8, mono),",
            "\\fBmouse\\fR, \\fBoutput\\fR, and a table \\fB[keys]\\fR of command = \"key\" or [\"key\", ...].",
            ".TP", ".I $XDG_CONFIG_HOME/backline/themes/*.toml", "Themes.",
            ".TP", ".I $XDG_STATE_HOME/backline/state.toml", "What was chosen in the program.",
            ".SH ENVIRONMENT", ".TP", ".B NO_COLOR", "Without colours.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A text line that roff takes as it is: no line begins with a control character, no backslash is lost.
    private static func roff(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\(rs").replacing("-", with: "\\-")
        return safe.first.map { ".'".contains($0) ? "\\&" + safe : safe } ?? safe
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}
