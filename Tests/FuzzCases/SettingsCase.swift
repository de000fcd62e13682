import Interface

enum SettingsCase {
    static func read(_ bytes: [UInt8]) {
        let settings = Configuration(text: String(decoding: bytes, as: UTF8.self))
        _ = Bindings(overrides: settings.keys)
        for problem in settings.problems { precondition(!problem.isEmpty && problem.utf8.count < 100_000) }
    }
}
