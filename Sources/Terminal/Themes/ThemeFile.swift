import Sentences

/// A theme file as written, its base not looked up yet.
struct ThemeFile {
    var path: String
    var name: String
    var summary: String?
    var base: String?
    var ramp: [Colour]?
    /// What a file says of a role; nil leaves it to the base.
    var roles: [Theme.Role: RoleLook] = [:]

    struct RoleLook: Equatable {
        var foreground: Colour?
        var background: Colour?
        var bold: Bool?
        var dim: Bool?
        var underline: Bool?
        var reverse: Bool?

        func over(_ style: CellStyle) -> CellStyle {
            CellStyle(
                foreground: foreground ?? style.foreground, background: background ?? style.background,
                bold: bold ?? style.isBold, dim: dim ?? style.isDim, underlined: underline ?? style.isUnderlined,
                reversed: reverse ?? style.isReversed)
        }
    }

    private static let keys = ["name", "summary", "base", "ramp", "roles"]
    private static let lookKeys = ["fg", "bg", "bold", "dim", "underline", "reverse"]

    /// - Parameter name: the file's, without extension: the theme's.
    /// - Throws: `ThemeError.invalid`.
    init(text: String, path: String, name: String) throws {
        self.path = path
        self.name = name
        let lines = TOMLLines(text)
        func invalid(_ key: String, _ problem: String) -> ThemeError {
            .invalid(path: path, line: lines[key], problem: problem)
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLError {
            throw ThemeError.invalid(path: path, line: error.line, problem: error.description)
        }
        for key in table.keys where !Self.keys.contains(key) {
            throw invalid(key, Self.unknown("setting", key, among: Self.keys))
        }
        func string(_ key: String) throws -> String? {
            guard let value = table[key] else { return nil }
            guard let text = value.string else { throw invalid(key, "\(key.quoted) must be a text in quotes") }
            return text
        }
        if let given = try string("name"), given != name {
            throw invalid(
                "name", "a theme is called after its file: write name = \(name.quoted) or rename the file")
        }
        summary = try string("summary")
        base = try string("base")
        if let value = table["ramp"] {
            guard let array = value.array else {
                throw invalid("ramp", "\"ramp\" must be a list of colours such as [\"#000000\", \"#ffffff\"]")
            }
            let colours = try array.map { item in
                try Self.colour(item.string ?? "") { invalid("ramp", $0) }
            }
            guard colours.count >= 2 else { throw invalid("ramp", "\"ramp\" needs at least two colours") }
            ramp = colours
        }
        if let value = table["roles"] {
            guard let roles = value.table else { throw invalid("roles", "\"roles\" must be a table: [roles]") }
            for key in roles.keys {
                guard let role = Theme.Role(rawValue: key) else {
                    throw invalid(
                        "roles.\(key)", Self.unknown("role", key, among: Theme.Role.allCases.map(\.rawValue)))
                }
                guard let value = roles[key] else { continue }
                self.roles[role] = try Self.look(value, role: key) { invalid("roles.\(key)", $0) }
            }
        }
    }

    private static func unknown(_ kind: String, _ key: String, among names: [String]) -> String {
        "unknown \(kind) \(key.quoted)"
            + (closestName(to: key, among: names).map { "; did you mean \($0.quoted)?" } ?? "")
    }

    private static func colour(_ text: String, _ invalid: (String) -> ThemeError) throws -> Colour {
        guard let colour = Colour(hexadecimal: text) else {
            throw invalid("\(text.quoted) is no colour; write it as \"#rrggbb\"")
        }
        return colour
    }

    private static func look(
        _ value: TOMLValue, role: String, _ invalid: (String) -> ThemeError
    ) throws -> RoleLook {
        if let text = value.string { return RoleLook(foreground: try Self.colour(text, invalid)) }
        guard let table = value.table else {
            throw invalid("\(role.quoted) must be a colour or a table such as { fg = \"#ffffff\", bold = true }")
        }
        for key in table.keys where !lookKeys.contains(key) {
            throw invalid(unknown("attribute", key, among: lookKeys))
        }
        func colour(_ key: String) throws -> Colour? {
            guard let value = table[key] else { return nil }
            return try Self.colour(value.string ?? "", invalid)
        }
        func flag(_ key: String) throws -> Bool? {
            guard let value = table[key] else { return nil }
            guard let flag = value.bool else { throw invalid("\(key.quoted) must be true or false") }
            return flag
        }
        return RoleLook(
            foreground: try colour("fg"), background: try colour("bg"), bold: try flag("bold"),
            dim: try flag("dim"), underline: try flag("underline"), reverse: try flag("reverse"))
    }
}
