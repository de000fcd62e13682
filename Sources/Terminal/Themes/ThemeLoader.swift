import Foundation

/// Finds themes by name in folders of TOML files; an earlier folder wins.
///
/// A file's stem is its theme's name. `base = "NAME"` takes everything that the file leaves out from another theme;
/// a role's colours that nobody gives are those of `text`.
public struct ThemeLoader: Sendable {
    /// Files of these folders are themes; folders that are not there are skipped.
    public let folders: [URL]

    private static let fileExtension = "toml"
    /// How far above the program its package is looked for: `.build/x86_64-unknown-linux-gnu/release/backline` is 4.
    private static let levelsAboveProgram = 6

    public init(folders: [URL]) { self.folders = folders }

    /// The user's themes, then `BACKLINE_THEMES`, then those installed with the program or lying in its package.
    /// - Parameter program: the running program; found by itself if not given.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        program: URL? = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    ) {
        var folders: [URL] = []
        let home = environment["HOME"].map { URL(fileURLWithPath: $0) }
        let configuration =
            environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
            ?? home?.appendingPathComponent(".config")
        if let configuration { folders.append(configuration.appendingPathComponent("backline/themes")) }
        if let given = environment["BACKLINE_THEMES"], !given.isEmpty { folders.append(URL(fileURLWithPath: given)) }
        if let program {
            var folder = program.deletingLastPathComponent()
            folders.append(
                folder.deletingLastPathComponent().appendingPathComponent("share/backline/themes"))
            for _ in 0..<Self.levelsAboveProgram {
                folder = folder.deletingLastPathComponent()
                let manifest = folder.appendingPathComponent("Package.swift").path
                guard FileManager.default.fileExists(atPath: manifest) else { continue }
                folders.append(folder.appendingPathComponent("themes"))
                break
            }
        }
        self.init(folders: folders)
    }

    /// All themes that have a file, and the one compiled in, sorted.
    public var names: [String] {
        var names: Set = [Theme.night.name]
        for folder in folders {
            // a folder that is not there, or not ours to read, has no themes
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            for file in files where file.hasSuffix(".\(Self.fileExtension)") && !file.hasPrefix(".") {
                names.insert(String(file.dropLast(Self.fileExtension.count + 1)))
            }
        }
        return names.sorted()
    }

    /// - Parameter name: of a theme, or the path of a theme file (with a slash or ending in `.toml`).
    /// - Throws: `ThemeError`.
    public func load(_ name: String) throws -> Theme {
        var chain: [ThemeFile] = []
        var next: (name: String, firstFolder: Int)? = (name, 0)
        while let wanted = next {
            guard let (file, folder) = try find(wanted.name, from: wanted.firstFolder) else {
                guard wanted.name == Theme.night.name else {
                    throw ThemeError.unknownTheme(wanted.name, known: names)
                }
                return chain.theme(over: .night)
            }
            if chain.contains(where: { $0.path == file.path }) {
                throw ThemeError.circularBase(path: file.path, chain: chain.map(\.name) + [file.name])
            }
            chain.append(file)
            // a user's theme may be based on the one of the same name that it replaces
            next = file.base.map { ($0, $0 == file.name ? folder + 1 : 0) }
        }
        return chain.theme(over: nil)
    }

    /// - Returns: the file and the index of its folder; nil where no folder has it.
    private func find(_ name: String, from first: Int) throws -> (file: ThemeFile, folder: Int)? {
        let suffix = ".\(Self.fileExtension)"
        if name.contains("/") || name.hasSuffix(suffix) { return (try read(URL(fileURLWithPath: name)), -1) }
        for index in folders.indices.dropFirst(first) {
            let url = folders[index].appendingPathComponent(name + suffix)
            if FileManager.default.fileExists(atPath: url.path) { return (try read(url), index) }
        }
        return nil
    }

    private func read(_ url: URL) throws -> ThemeFile {
        let text: String
        do {
            text = try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw ThemeError.cannotRead(path: url.path, reason: error.localizedDescription)
        }
        return try ThemeFile(text: text, path: url.path, name: url.deletingPathExtension().lastPathComponent)
    }

    /// Every theme that can be read, and what is wrong with the others.
    public func loadAll() -> (themes: [Theme], problems: [ThemeError]) {
        var themes: [Theme] = []
        var problems: [ThemeError] = []
        for name in names {
            do {
                themes.append(try load(name))
            } catch let error as ThemeError {
                problems.append(error)
            } catch {
                problems.append(.cannotRead(path: name, reason: "\(error)"))
            }
        }
        return (themes, problems)
    }
}

extension [ThemeFile] {
    /// The first file's theme; what it leaves out comes from the next, and at last from `foundation`.
    func theme(over foundation: Theme?) -> Theme {
        guard let first else { return foundation ?? .night }
        var looks: [Theme.Role: CellStyle] = foundation?.styles ?? [:]
        for file in reversed() {
            for (role, look) in file.roles { looks[role] = look.over(looks[role] ?? .plain) }
        }
        let text = looks[.text] ?? .plain
        for role in Theme.Role.allCases {
            var style = looks[role] ?? text
            style.foreground = style.foreground ?? text.foreground
            style.background = style.background ?? text.background
            looks[role] = style
        }
        return Theme(
            name: first.name, summary: lazy.compactMap(\.summary).first ?? "",
            styles: looks, ramp: lazy.compactMap(\.ramp).first ?? foundation?.ramp ?? Theme.greys)
    }
}
