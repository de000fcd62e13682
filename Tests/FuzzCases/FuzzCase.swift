import Foundation

/// A reader of what comes from outside: bytes that anybody may have made. Whatever they are, it takes them or throws a sentence;
/// it neither traps nor hangs.
public enum FuzzCase: String, CaseIterable, Sendable {
    case sound, midi, safetensors, recipe, song, sheet, config, theme, keys, chords

    /// Reads some bytes and uses what was read as the program would.
    /// - Precondition: what holds for all that can be read; else it traps, which a fuzzer takes for a find.
    public func read(_ bytes: [UInt8]) {
        do {
            switch self {
            case .sound: try SoundCase.read(bytes)
            case .midi: try MIDICase.read(bytes)
            case .safetensors: try CheckpointCase.read(bytes)
            case .recipe: try RecipeCase.read(bytes)
            case .song: try SongCase.read(bytes)
            case .sheet: try SheetCase.read(bytes)
            case .config: SettingsCase.read(bytes)
            case .theme: try ThemeCase.read(bytes)
            case .keys: KeysCase.read(bytes)
            case .chords: try ChordsCase.read(bytes)
            }
        } catch {
            // a sentence is what bad bytes are to give; making it must not trap either
            precondition(!"\(error)".isEmpty)
        }
    }
}
