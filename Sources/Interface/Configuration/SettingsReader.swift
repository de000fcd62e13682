import Sentences
import Terminal

/// Reads values from a TOML text and gathers what is wrong, with lines.
final class SettingsReader {
    struct Problem {
        var line: Int
        var sentence: String
    }

    private let text: String
    private let path: String
    private let lines: TOMLLines
    private(set) var problems: [Problem] = []

    init(text: String, path: String) {
        self.text = text
        self.path = path
        lines = TOMLLines(text)
    }

    /// - Parameter body: not called when the text is no TOML.
    func read(_ body: (TOMLTable) -> Void) {
        do {
            body(try TOMLTable(string: text))
        } catch let error as TOMLError {
            add(line: error.line, error.description)
        } catch {
            add(line: 1, "\(error)")
        }
    }

    private func add(line: Int, _ problem: String) {
        problems.append(Problem(line: line, sentence: "\(path), line \(line): \(problem)"))
    }

    /// - Parameter key: tables joined by dots.
    func report(_ key: String, _ problem: String) { add(line: lines[key] ?? 1, problem) }

    func reportUnknown(in table: TOMLTable, known: [String], prefix: String) {
        for key in table.keys where !known.contains(key) {
            let nearest = closestName(to: key, among: known).map { "; did you mean \($0.quoted)?" } ?? ""
            report(prefix + key, "there is no \(prefix.isEmpty ? "setting" : "command") \(key.quoted)\(nearest)")
        }
    }

    func string(_ key: String, in table: TOMLTable) -> String? {
        guard let value = table[key] else { return nil }
        guard let text = value.string else {
            report(key, "\(key.quoted) must be a text in quotes")
            return nil
        }
        return text
    }

    func bool(_ key: String, in table: TOMLTable) -> Bool? {
        guard let value = table[key] else { return nil }
        guard let flag = value.bool else {
            report(key, "\(key.quoted) must be true or false")
            return nil
        }
        return flag
    }

    /// A text or a number among names.
    func choice<Choice>(_ key: String, in table: TOMLTable, _ all: [(name: String, value: Choice)]) -> Choice? {
        guard let value = table[key] else { return nil }
        let text = value.string ?? value.int.map { "\($0)" } ?? ""
        guard let choice = all.first(where: { $0.name == text }) else {
            report(key, "\(key.quoted) is one of \(all.map(\.name).joined(separator: ", "))")
            return nil
        }
        return choice.value
    }

    /// The table `[keys]`: command = "key" or ["key", ...]; an empty list unbinds.
    func keys(in table: TOMLTable) -> [String: [KeyPress]] {
        guard let value = table["keys"] else { return [:] }
        guard let keys = value.table else {
            report("keys", "\"keys\" must be a table: [keys]")
            return [:]
        }
        reportUnknown(in: keys, known: CommandTable.all.map(\.id), prefix: "keys.")
        var found: [String: [KeyPress]] = [:]
        for id in keys.keys {
            guard CommandTable.command(id) != nil, let value = keys[id] else { continue }
            if let pressed = pressed(value, id) { found[id] = pressed }
        }
        reportConflicts(&found)
        return found
    }

    /// - Returns: nil when something is wrong with it: then the command keeps its own keys.
    private func pressed(_ value: TOMLValue, _ id: String) -> [KeyPress]? {
        let names: [String?]
        if let text = value.string {
            names = [text]
        } else if let array = value.array {
            names = array.map(\.string)
        } else {
            report("keys.\(id)", "\(id.quoted) must be a key in quotes or a list of keys")
            return nil
        }
        var keys: [KeyPress] = []
        for name in names {
            guard let name, let key = KeyPress(parsing: name) else {
                report(
                    "keys.\(id)",
                    "there is no key \((name ?? "?").quoted); keys are like \"x\", \"ctrl-r\", \"f5\", \"space\"")
                return nil
            }
            keys.append(key)
        }
        return keys
    }

    private func reportConflicts(_ keys: inout [String: [KeyPress]]) {
        for conflict in Bindings(overrides: keys).conflicts {
            let place = conflict.context.title
            report(
                "keys.\(conflict.second)",
                "\(conflict.key) is bound to \(conflict.first.quoted) already"
                    + (place.isEmpty ? "" : " (\(place))") + "; \(conflict.second.quoted) does not get it")
            keys[conflict.second]?.removeAll { $0 == conflict.key }
        }
    }
}
