/// Vowels with the first four formants of an average man in hertz (Peterson & Barney 1952; the fourth and the rounded
/// front vowel after Fant 1960).
enum Vowel: Int, CaseIterable, Sendable {
    case a, e, i, o, u, schwa, ae, y, openO

    var formants: [Double] {
        switch self {
        case .a: [730, 1090, 2440, 3400]
        case .e: [470, 1950, 2550, 3500]
        case .i: [280, 2250, 2980, 3600]
        case .o: [480, 860, 2400, 3300]
        case .u: [310, 870, 2240, 3250]
        case .schwa: [510, 1480, 2500, 3450]
        case .ae: [660, 1720, 2420, 3450]
        case .y: [280, 1850, 2250, 3300]
        case .openO: [590, 900, 2420, 3350]
        }
    }
}

/// What a syllable begins with.
enum Consonant: CaseIterable, Sendable {
    case none, p, t, k, b, d, g, f, s, sh, h, m, n, l, w, yod

    enum Manner: Sendable {
        case none, voicelessStop, voicedStop, fricative, breath, nasal, approximant
    }

    var manner: Manner {
        switch self {
        case .none: .none
        case .p, .t, .k: .voicelessStop
        case .b, .d, .g: .voicedStop
        case .f, .s, .sh: .fricative
        case .h: .breath
        case .m, .n: .nasal
        case .l, .w, .yod: .approximant
        }
    }

    /// How often it begins a sung syllable, relative to the others.
    var weight: Double {
        switch self {
        case .none: 1.6
        case .l, .m, .n, .d, .t: 1.2
        case .s, .sh, .h, .w, .yod: 1
        case .p, .k, .b, .g, .f: 0.8
        }
    }

    /// Seconds from its begin to the vowel.
    var duration: ClosedRange<Double> {
        switch manner {
        case .none: 0...0
        case .voicelessStop: 0.06...0.10
        case .voicedStop: 0.04...0.07
        case .fricative: 0.07...0.14
        case .breath: 0.05...0.09
        case .nasal: 0.05...0.10
        case .approximant: 0.05...0.09
        }
    }

    /// Centre and width in hertz, and level against the vowel in decibels, of its noise.
    var noise: (center: Double, width: Double, decibels: Double)? {
        switch self {
        case .p: (900, 900, -16)
        case .t: (4200, 2200, -12)
        case .k: (2000, 900, -12)
        case .b: (700, 700, -22)
        case .d: (3600, 2000, -20)
        case .g: (1800, 900, -20)
        case .f: (7000, 6000, -24)
        case .s: (7200, 2400, -12)
        case .sh: (3600, 1500, -11)
        case .h: (1500, 3000, -26)
        default: nil
        }
    }

    /// Where the formants start from on their way to the vowel (the locus), for an average man.
    var locus: [Double]? {
        switch self {
        case .p, .b, .m: [250, 900, 2200, 3300]
        case .t, .d, .n, .s: [250, 1750, 2650, 3500]
        case .k, .g: [250, 2000, 2300, 3400]
        case .sh: [270, 1900, 2400, 3400]
        case .f: [280, 1100, 2300, 3300]
        case .l: [360, 1250, 2700, 3400]
        case .w: [300, 680, 2200, 3250]
        case .yod: [270, 2200, 2950, 3600]
        case .none, .h: nil
        }
    }
}
