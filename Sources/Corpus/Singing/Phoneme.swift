/// Vowels with the first four formants of an average man in hertz (Peterson & Barney 1952; the fourth and the rounded
/// front vowel after Fant 1960).
package enum Vowel: Int, CaseIterable, Sendable {
    case a, e, i, o, u, schwa, ae, y, openO, openE, shortI, shortU, wedge

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
        case .openE: [530, 1840, 2480, 3500]
        case .shortI: [390, 1990, 2550, 3550]
        case .shortU: [440, 1020, 2240, 3300]
        case .wedge: [640, 1190, 2390, 3400]
        }
    }

    /// A mouth closed for humming: the sound comes through the nose.
    static let hum: [Double] = [250, 1000, 2150, 3250]

    /// Those of unstressed, short syllables.
    static let weak: [Vowel] = [.schwa, .shortI, .shortU, .wedge]
}

/// What a syllable begins or ends with.
package enum Consonant: CaseIterable, Sendable {
    case none, p, t, k, b, d, g, f, s, sh, h, m, n, l, w, yod, r, v, z, th, ch

    enum Manner: Sendable {
        case none, voicelessStop, voicedStop, fricative, voicedFricative, breath, nasal, approximant
    }

    var manner: Manner {
        switch self {
        case .none: .none
        case .p, .t, .k, .ch: .voicelessStop
        case .b, .d, .g: .voicedStop
        case .f, .s, .sh, .th: .fricative
        case .v, .z: .voicedFricative
        case .h: .breath
        case .m, .n: .nasal
        case .l, .w, .yod, .r: .approximant
        }
    }

    /// How often it begins a sung syllable, relative to the others.
    var weight: Double {
        switch self {
        case .none: 1.6
        case .l, .m, .n, .d, .t: 1.2
        case .s, .h, .w: 1
        case .p, .k, .b, .g, .f, .yod, .r, .sh: 0.7
        case .v, .z, .th, .ch: 0.4
        }
    }

    /// How often it ends one.
    var codaWeight: Double {
        switch self {
        case .n, .t: 1.4
        case .d, .s, .z, .r, .l: 1
        case .m, .k, .v: 0.7
        case .p, .g, .f, .sh, .ch: 0.3
        default: 0
        }
    }

    /// What may stand before it.
    var companions: [Consonant] {
        switch self {
        case .l: [.p, .b, .k, .g, .f, .s]
        case .r: [.p, .b, .t, .d, .k, .g, .f, .th]
        case .w: [.k, .t, .s]
        case .t, .p, .k, .m, .n: [.s]
        case .yod: [.f, .k, .m]
        default: []
        }
    }

    /// Seconds from its begin to what follows.
    var duration: ClosedRange<Double> {
        switch manner {
        case .none: 0...0
        case .voicelessStop: self == .ch ? 0.09...0.13 : 0.06...0.10
        case .voicedStop: 0.04...0.07
        case .fricative: 0.07...0.14
        case .voicedFricative: 0.05...0.10
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
        case .th: (6000, 6000, -28)
        case .s: (7200, 2400, -12)
        case .sh, .ch: (3600, 1500, -11)
        case .v: (6500, 6000, -34)
        case .z: (7200, 2400, -19)
        case .h: (1500, 3000, -26)
        default: nil
        }
    }

    /// Where the formants start from on their way to the vowel (the locus), for an average man.
    var locus: [Double]? {
        switch self {
        case .p, .b, .m: [250, 900, 2200, 3300]
        case .t, .d, .n, .s, .z, .th: [250, 1750, 2650, 3500]
        case .k, .g: [250, 2000, 2300, 3400]
        case .sh, .ch: [270, 1900, 2400, 3400]
        case .f, .v: [280, 1100, 2300, 3300]
        case .l: [360, 1250, 2700, 3400]
        case .w: [300, 680, 2200, 3250]
        case .yod: [270, 2200, 2950, 3600]
        case .r: [330, 1150, 1550, 3200]
        case .none, .h: nil
        }
    }
}
