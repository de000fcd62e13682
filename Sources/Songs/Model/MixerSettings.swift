import Signal

/// The song's mixer: a strip for the vocal and for each stem by name, and the master.
public struct MixerSettings: Codable, Sendable, Equatable {
    public var strips: [String: StripSettings]
    public var master: MasterSettings

    public init(strips: [String: StripSettings] = [:], master: MasterSettings = .init()) {
        self.strips = strips
        self.master = master
    }

    /// The vocal's strip.
    public static let vocal = "vocal"

    /// A strip that was never touched has the usual settings.
    public subscript(name: String) -> StripSettings {
        get { strips[name] ?? StripSettings() }
        set { strips[name] = newValue }
    }
}
