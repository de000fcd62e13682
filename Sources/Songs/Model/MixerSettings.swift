import Signal

/// A mix as an exported file tells of it: the strips of what sounds in it, by their names, and the master.
public struct MixerSettings: Codable, Sendable, Equatable {
    public var strips: [String: StripSettings]
    public var master: MasterSettings

    public init(strips: [String: StripSettings] = [:], master: MasterSettings = .init()) {
        self.strips = strips
        self.master = master
    }

    /// A strip that was never touched has the usual settings.
    public subscript(name: String) -> StripSettings {
        get { strips[name] ?? StripSettings() }
        set { strips[name] = newValue }
    }
}
