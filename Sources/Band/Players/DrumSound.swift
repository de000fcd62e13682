/// Percussion keys of General MIDI.
enum DrumSound: Int, Sendable, CaseIterable {
    case kick = 36
    case sideStick = 37
    case snare = 38
    case clap = 39
    /// Of the brush kit: a swirl; of others: an electric snare.
    case swirl = 40
    case floorTom = 43
    case lowTom = 45
    case midTom = 47
    case highTom = 50
    case closedHat = 42
    case pedalHat = 44
    case openHat = 46
    case ride = 51
    case rideBell = 53
    case crash = 49
    case tambourine = 54
    case cowbell = 56
    case openConga = 63
    case lowConga = 64
    case cabasa = 69
    case shaker = 70
    case claves = 75
    case triangle = 81
}
