// SPDX-FileCopyrightText: The Chalkwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that peers send: what is decoded, within which bounds, and how much is kept.
#include "rooms/picture.h"
#include "rooms/previews.h"

#include <QBuffer>
#include <QImageWriter>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

using namespace Chalkwire;
using namespace Chalkwire::ClientGui;
using Core::Told::Transfer;

namespace {

const QSize kBox = Previews::kBox;

QByteArray picture(const QSize &size, const char *format)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return buffer.data();
}

/// A PNG whose header says this size, and that has next to nothing of it: what a bomb looks like.
QByteArray announced(quint32 width, quint32 height)
{
    QByteArray png = picture({1, 1}, "png");
    qToBigEndian(width, png.data() + 16);
    qToBigEndian(height, png.data() + 20);
    quint32 crc = 0xffffffff; // of the header: libpng checks it
    for (const char c : png.mid(12, 17)) {
        crc ^= static_cast<quint8>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    }
    qToBigEndian(crc ^ 0xffffffff, png.data() + 29);
    return png;
}

struct Shown
{
    Previews previews;
    QSignalSpy wished{&previews, &Previews::fetchWished};
    QSignalSpy changed{&previews, &Previews::changed};

    void tell(quint64 seq, Transfer::State state, const QByteArray &content = {})
    {
        Transfer transfer;
        transfer.way = Transfer::Way::Download;
        transfer.state = state;
        transfer.room = QStringLiteral("Lobby");
        transfer.seq = seq;
        transfer.content = content;
        previews.take(transfer);
    }
    void want(const std::vector<quint64> &seqs) { previews.want(QStringLiteral("lobby"), seqs); }
    QSize sizeOf(quint64 seq) const { return previews.sizeOf(QStringLiteral("lobby"), seq); }
};

} // namespace

class tst_Pictures : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        // What the decoders say of broken pictures is theirs.
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!libpng|.*JPEG|QImageIOHandler|Unsupported marker)")));
    }

    void decodesPngAndJpeg_data();
    void decodesPngAndJpeg();
    void decodesNothingElse_data();
    void decodesNothingElse();
    void headerIsBelievedBeforeDecoding_data();
    void headerIsBelievedBeforeDecoding();
    void brokenOnesAreNoPictures();
    void fetchesWhatIsInSight();
    void aFewAtOnce();
    void showsWhatCame();
    void whatIsNoPictureIsNotAskedAgain();
    void memoryIsBounded();
    void offMeansOff();
};

void tst_Pictures::decodesPngAndJpeg_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<double>("scale");
    QTest::addColumn<QSize>("shown");
    QTest::addColumn<QSize>("pixels");
    QTest::newRow("png") << picture({100, 50}, "png") << 1.0 << QSize(100, 50) << QSize(100, 50);
    QTest::newRow("jpeg") << picture({100, 50}, "jpeg") << 1.0 << QSize(100, 50) << QSize(100, 50);
    QTest::newRow("wide") << picture({3200, 240}, "png") << 1.0 << QSize(320, 24) << QSize(320, 24);
    QTest::newRow("tall") << picture({100, 2400}, "jpeg") << 1.0 << QSize(10, 240) << QSize(10, 240);
    QTest::newRow("thin") << picture({1, 2400}, "png") << 1.0 << QSize(1, 240) << QSize(1, 240);
    QTest::newRow("dense-screen") << picture({3200, 2400}, "png") << 2.0 << QSize(320, 240)
                                  << QSize(640, 480);
    QTest::newRow("small-on-dense") << picture({100, 50}, "png") << 2.0 << QSize(100, 50) << QSize(100, 50);
}

void tst_Pictures::decodesPngAndJpeg()
{
    QFETCH(QByteArray, content);
    QFETCH(double, scale);
    const std::optional<Picture> decoded = decodePicture(content, kBox, scale);
    QVERIFY(decoded);
    QTEST(decoded->size, "shown");
    QTEST(decoded->image.size(), "pixels");
}

void tst_Pictures::decodesNothingElse_data()
{
    QTest::addColumn<QByteArray>("content");
    for (const char *format : {"bmp", "ppm", "xpm", "xbm"})
        QTest::newRow(format) << picture({10, 10}, format);
    QTest::newRow("svg") << QByteArray(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    QTest::newRow("gif") << QByteArray::fromHex(
        "47494638396101000100800000000000ffffff21f90401000000002c00000000010001"
        "0000020144003b");
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("nothing") << QByteArray();
}

void tst_Pictures::decodesNothingElse()
{
    QFETCH(QByteArray, content);
    QVERIFY(!decodePicture(content, kBox, 1));
}

void tst_Pictures::headerIsBelievedBeforeDecoding_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isDecoded");
    QTest::newRow("pixels-limit") << picture({5000, 4000}, "png") << true;
    QTest::newRow("pixels-over") << picture({5001, 4000}, "png") << false;
    QTest::newRow("side-limit") << picture({kMaxPictureSide, 2}, "png") << true;
    QTest::newRow("side-over") << picture({kMaxPictureSide + 1, 2}, "png") << false;
    QByteArray padded = picture({10, 10}, "png");
    padded.append(QByteArray(kMaxPictureBytes - padded.size(), '\0'));
    QTest::newRow("bytes-limit") << padded << true;
    QTest::newRow("bytes-over") << padded + '\0' << false;
    QTest::newRow("bomb") << announced(60'000, 60'000) << false;
    QTest::newRow("empty") << announced(0, 10) << false;
    QTest::newRow("negative") << announced(0xffffffff, 10) << false;
}

void tst_Pictures::headerIsBelievedBeforeDecoding()
{
    QFETCH(QByteArray, content);
    QTEST(decodePicture(content, kBox, 1).has_value(), "isDecoded");
}

void tst_Pictures::brokenOnesAreNoPictures()
{
    const QByteArray png = picture({40, 40}, "png");
    for (qsizetype size = 0; size < png.size(); ++size)
        (void)decodePicture(png.first(size), kBox, 1);
    QVERIFY(!decodePicture(png.first(20), kBox, 1));
    QVERIFY(!decodePicture(QByteArray("\xff\xd8\xff", 3) + QByteArray(100, 'x'), kBox, 1));
}

void tst_Pictures::fetchesWhatIsInSight()
{
    Shown f;
    f.want({});
    QCOMPARE(f.wished.size(), 0);
    f.want({7});
    f.want({7}); // is under way
    QCOMPARE(f.wished.size(), 1);
    QCOMPARE(f.wished[0], QVariantList({QStringLiteral("lobby"), quint64{7}}));
}

void tst_Pictures::aFewAtOnce()
{
    Shown f;
    f.want({1, 2, 3, 4});
    QCOMPARE(f.wished.size(), Previews::kAtOnce);
    QCOMPARE(f.wished[0][1].toULongLong(), 4U); // the newest first
    f.want({9});                                // the others are out of sight
    f.previews.giveUp(QStringLiteral("lobby"), 4);
    QCOMPARE(f.wished.size(), Previews::kAtOnce + 1);
    QCOMPARE(f.wished.last()[1].toULongLong(), 9U);
    f.tell(3, Transfer::State::Failed);
    QCOMPARE(f.wished.size(), Previews::kAtOnce + 1);
}

void tst_Pictures::showsWhatCame()
{
    Shown f;
    f.want({7});
    f.tell(7, Transfer::State::Running);
    QCOMPARE(f.sizeOf(7), QSize());
    f.tell(7, Transfer::State::Done, picture({640, 240}, "png"));
    QTRY_COMPARE(f.changed.size(), 1);
    QCOMPARE(f.sizeOf(7), QSize(320, 120));
    QVERIFY(!f.previews.image(QStringLiteral("LOBBY"), 7).isNull());
    f.tell(8, Transfer::State::Done, picture({640, 240}, "png")); // nobody asked
    f.want({7});
    QCOMPARE(f.wished.size(), 1);
    QCOMPARE(f.sizeOf(8), QSize());
}

void tst_Pictures::whatIsNoPictureIsNotAskedAgain()
{
    Shown f;
    f.want({7, 8});
    f.tell(7, Transfer::State::Done, "no picture");
    f.tell(8, Transfer::State::Stopped);
    f.want({9}); // once both are done with, there is room
    QTRY_COMPARE(f.wished.size(), 3);
    f.want({7, 8});
    QCOMPARE(f.wished.size(), 3);
    QCOMPARE(f.changed.size(), 0);
}

void tst_Pictures::memoryIsBounded()
{
    Shown f;
    const QByteArray content = picture({320, 240}, "png");
    const qint64 each = 320 * 240 * 4;
    const auto count = static_cast<quint64>(Previews::kMaxMemoryBytes / each + 1);
    for (quint64 seq = 1; seq <= count; ++seq) {
        f.want({seq});
        f.tell(seq, Transfer::State::Done, content);
        QTRY_COMPARE(f.changed.size(), static_cast<qsizetype>(seq));
    }
    QVERIFY(f.previews.image(QStringLiteral("lobby"), 1).isNull());
    QVERIFY(!f.previews.image(QStringLiteral("lobby"), 2).isNull());
    QCOMPARE(f.sizeOf(1), QSize(320, 240)); // its row stays as high
    const qsizetype wished = f.wished.size();
    f.want({1, 2});
    QCOMPARE(f.wished.size(), wished + 1); // it comes again when it is in sight
    QCOMPARE(f.wished.last()[1].toULongLong(), 1U);
}

void tst_Pictures::offMeansOff()
{
    Shown f;
    f.want({7});
    f.tell(7, Transfer::State::Done, picture({64, 64}, "png"));
    QTRY_COMPARE(f.changed.size(), 1);
    f.previews.setEnabled(false);
    QCOMPARE(f.sizeOf(7), QSize());
    f.want({8});
    QCOMPARE(f.wished.size(), 1);
    f.previews.setEnabled(true);
    QCOMPARE(f.sizeOf(7), QSize(64, 64));
}

QTEST_MAIN(tst_Pictures)
#include "tst_pictures.moc"
