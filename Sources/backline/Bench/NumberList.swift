import ArgumentParser
import Foundation

/// Numbers with commas between them, as an option has them.
enum NumberList {
    /// Finite numbers of a range, each once.
    /// - Throws: `ValidationError` that names the option.
    static func parse(_ text: String, _ option: String, in range: ClosedRange<Double>) throws -> [Double] {
        let numbers = try text.split(separator: ",", omittingEmptySubsequences: false).map { word -> Double in
            let word = word.trimmingCharacters(in: .whitespaces)
            guard let number = Double(word), range.contains(number) else {
                throw ValidationError(
                    String(
                        format: "%@ takes numbers from %g to %g with commas between them, not \"%@\"", option,
                        range.lowerBound, range.upperBound, word))
            }
            return number
        }
        var seen: Set<Double> = []
        return numbers.filter { seen.insert($0).inserted }
    }

    /// The same for whole numbers.
    static func parse(_ text: String, _ option: String, in range: ClosedRange<Int>) throws -> [Int] {
        try parse(text, option, in: Double(range.lowerBound)...Double(range.upperBound)).map {
            guard let whole = Int(exactly: $0) else {
                throw ValidationError(String(format: "%@ takes whole numbers, not %g", option, $0))
            }
            return whole
        }
    }
}
