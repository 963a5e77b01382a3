BEGIN TRANSACTION;
CREATE TABLE claims (
    reading_id TEXT NOT NULL, id TEXT NOT NULL, mention_id TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL,
    speaker TEXT NOT NULL, speaker_country TEXT NOT NULL, modality TEXT NOT NULL, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote TEXT NOT NULL, doubt TEXT NOT NULL,
    place INTEGER NOT NULL, PRIMARY KEY (reading_id, place),
    FOREIGN KEY (reading_id) REFERENCES readings (id), FOREIGN KEY (reading_id, mention_id) REFERENCES mentions (reading_id, id));
INSERT INTO "claims" VALUES('reading-960a8f02f5d5','claim-937b1121e051','mention-3c9d6557691f','range','{"attribute":"range","value":{"best":450000.0,"high":472500.0,"low":427500.0,"unit":"m"}}','JCS','KR','asserted',27,39,'about 450 km','',0);
INSERT INTO "claims" VALUES('reading-960a8f02f5d5','claim-bccbc1f0799e','mention-3c9d6557691f','launch_time','{"attribute":"launch_time","value":{"earliest":"2019-10-01T22:11:00Z","latest":"2019-10-01T22:11:59Z"},"zone":"Asia/Seoul"}','JCS','KR','asserted',43,52,'7:11 a.m.','',1);
INSERT INTO "claims" VALUES('reading-960a8f02f5d5','claim-e95efd54840a','mention-3c9d6557691f','launch_date','{"attribute":"launch_date","value":"2019-10-02","zone":"Asia/Seoul"}','JCS','KR','asserted',56,68,'Oct. 2, 2019','a doubt',2);
INSERT INTO "claims" VALUES('reading-960a8f02f5d5','claim-908111205954','mention-3c9d6557691f','platform','{"attribute":"platform","value":"submarine"}','narrator','','asserted',134,143,'submarine','',3);
INSERT INTO "claims" VALUES('reading-17cf4422526d','claim-474e10a011e2','mention-255ea2815bce','range','{"attribute":"range","value":{"best":450000.0,"high":472500.0,"low":427500.0,"unit":"m"}}','JCS','KR','asserted',27,39,'about 450 km','',0);
INSERT INTO "claims" VALUES('reading-17cf4422526d','claim-b07e86717491','mention-255ea2815bce','launch_time','{"attribute":"launch_time","value":{"earliest":"2019-10-01T22:11:00Z","latest":"2019-10-01T22:11:59Z"},"zone":"Asia/Seoul"}','JCS','KR','asserted',43,52,'7:11 a.m.','',1);
INSERT INTO "claims" VALUES('reading-17cf4422526d','claim-737b316cf108','mention-255ea2815bce','launch_date','{"attribute":"launch_date","value":"2019-10-02","zone":"Asia/Seoul"}','JCS','KR','asserted',56,68,'Oct. 2, 2019','a doubt',2);
INSERT INTO "claims" VALUES('reading-17cf4422526d','claim-12bdf6374759','mention-255ea2815bce','platform','{"attribute":"platform","value":"submarine"}','narrator','','asserted',134,143,'submarine','',3);
INSERT INTO "claims" VALUES('reading-69b6df385c42','claim-0966d9f4a5d5','mention-5732fba4e495','range','{"attribute":"range","value":{"best":450000.0,"high":472500.0,"low":427500.0,"unit":"m"}}','JCS','KR','asserted',27,39,'about 450 km','',0);
INSERT INTO "claims" VALUES('reading-69b6df385c42','claim-050901d525d8','mention-5732fba4e495','launch_time','{"attribute":"launch_time","value":{"earliest":"2019-10-01T22:11:00Z","latest":"2019-10-01T22:11:59Z"},"zone":"Asia/Seoul"}','JCS','KR','asserted',43,52,'7:11 a.m.','',1);
INSERT INTO "claims" VALUES('reading-69b6df385c42','claim-6d301cb1c21f','mention-5732fba4e495','launch_date','{"attribute":"launch_date","value":"2019-10-02","zone":"Asia/Seoul"}','JCS','KR','asserted',56,68,'Oct. 2, 2019','a doubt',2);
INSERT INTO "claims" VALUES('reading-69b6df385c42','claim-1991e50de387','mention-5732fba4e495','platform','{"attribute":"platform","value":"submarine"}','narrator','','asserted',134,143,'submarine','',3);
INSERT INTO "claims" VALUES('reading-ebbb7f2aa49e','claim-b07e86717491','mention-255ea2815bce','launch_time','{"attribute":"launch_time","value":{"earliest":"2019-10-01T22:11:00Z","latest":"2019-10-01T22:11:59Z"},"zone":"Asia/Seoul"}','JCS','KR','asserted',43,52,'7:11 a.m.','',0);
INSERT INTO "claims" VALUES('reading-ebbb7f2aa49e','claim-737b316cf108','mention-255ea2815bce','launch_date','{"attribute":"launch_date","value":"2019-10-02","zone":"Asia/Seoul"}','JCS','KR','asserted',56,68,'Oct. 2, 2019','a doubt',1);
INSERT INTO "claims" VALUES('reading-ebbb7f2aa49e','claim-12bdf6374759','mention-255ea2815bce','platform','{"attribute":"platform","value":"submarine"}','narrator','','asserted',134,143,'submarine','',2);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL,
    title_end INTEGER NOT NULL, published TEXT, language TEXT NOT NULL,
    sha256 TEXT NOT NULL, taken_utc TEXT NOT NULL, address TEXT NOT NULL,
    content_type TEXT NOT NULL, text TEXT NOT NULL, raw BLOB NOT NULL);
INSERT INTO "documents" VALUES(1,'document-458b0afb38b5','report0.txt','',0,'2019-10-02','en','d6f6dbed50fc218f1c7f47dabdbaf4f7c9b1a4c36aeee5527cef07b8badefcbd','2026-03-01T12:30:15.250000Z','report0.txt','','Report 0. The missile flew about 450 km at 7:11 a.m. on Oct. 2, 2019, the joint chiefs said. Tokyo protested. It was the first from a submarine since 2016.',X'5265706F727420302E20546865206D697373696C6520666C65772061626F757420343530206B6D20617420373A313120612E6D2E206F6E204F63742E20322C20323031392C20746865206A6F696E742063686965667320736169642E20546F6B796F2070726F7465737465642E20497420776173207468652066697273742066726F6D2061207375626D6172696E652073696E636520323031362E');
INSERT INTO "documents" VALUES(2,'document-d8c2c1707900','report1.txt','',0,'2019-10-02','en','5822f0974746b47a75390c15d6b90ef4e93320f04c4bb75d62f1783ceb2e1805','2026-03-01T12:30:15.250000Z','report1.txt','','Report 1. The missile flew about 450 km at 7:11 a.m. on Oct. 2, 2019, the joint chiefs said. Tokyo protested. It was the first from a submarine since 2016.',X'5265706F727420312E20546865206D697373696C6520666C65772061626F757420343530206B6D20617420373A313120612E6D2E206F6E204F63742E20322C20323031392C20746865206A6F696E742063686965667320736169642E20546F6B796F2070726F7465737465642E20497420776173207468652066697273742066726F6D2061207375626D6172696E652073696E636520323031362E');
INSERT INTO "documents" VALUES(3,'document-f56ea5fd11c1','report2.txt','',0,'2019-10-02','en','5c6b2512cecb65d556edb5faa5a996b48cef64a50674fff66fe828c625913a53','2026-03-01T12:30:15.250000Z','report2.txt','','Report 2. The missile flew about 450 km at 7:11 a.m. on Oct. 2, 2019, the joint chiefs said. Tokyo protested. It was the first from a submarine since 2016.',X'5265706F727420322E20546865206D697373696C6520666C65772061626F757420343530206B6D20617420373A313120612E6D2E206F6E204F63742E20322C20323031392C20746865206A6F696E742063686965667320736169642E20546F6B796F2070726F7465737465642E20497420776173207468652066697273742066726F6D2061207375626D6172696E652073696E636520323031362E');
CREATE TABLE history (
    reading_id TEXT NOT NULL, id TEXT NOT NULL, mention_id TEXT NOT NULL, kind TEXT NOT NULL, since TEXT,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (reading_id, place),
    FOREIGN KEY (reading_id) REFERENCES readings (id));
INSERT INTO "history" VALUES('reading-960a8f02f5d5','history-144f3aa33bfe','mention-3c9d6557691f','first_since','{"earliest":"2015-12-31T15:00:00Z","latest":"2016-12-31T14:59:59Z","zone":"Asia/Seoul"}',121,154,'first from a submarine since 2016',0);
INSERT INTO "history" VALUES('reading-17cf4422526d','history-fb72f6c0f382','mention-255ea2815bce','first_since','{"earliest":"2015-12-31T15:00:00Z","latest":"2016-12-31T14:59:59Z","zone":"Asia/Seoul"}',121,154,'first from a submarine since 2016',0);
INSERT INTO "history" VALUES('reading-69b6df385c42','history-616cf2ceca72','mention-5732fba4e495','first_since','{"earliest":"2015-12-31T15:00:00Z","latest":"2016-12-31T14:59:59Z","zone":"Asia/Seoul"}',121,154,'first from a submarine since 2016',0);
INSERT INTO "history" VALUES('reading-ebbb7f2aa49e','history-fb72f6c0f382','mention-255ea2815bce','first_since','{"earliest":"2015-12-31T15:00:00Z","latest":"2016-12-31T14:59:59Z","zone":"Asia/Seoul"}',121,154,'first from a submarine since 2016',0);
CREATE TABLE launch_events (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL REFERENCES launches (key), held INTEGER NOT NULL,
    derived_utc TEXT NOT NULL);
INSERT INTO "launch_events" VALUES(1,'derived-13debba54d48',1,'2026-03-01T12:30:15.250000Z');
CREATE TABLE launch_mentions (
    key TEXT NOT NULL REFERENCES launches (key), mention_id TEXT NOT NULL, PRIMARY KEY (key, mention_id));
INSERT INTO "launch_mentions" VALUES('derived-13debba54d48','mention-255ea2815bce');
INSERT INTO "launch_mentions" VALUES('derived-13debba54d48','mention-3c9d6557691f');
CREATE TABLE launches (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL, content TEXT NOT NULL,
    derived_utc TEXT NOT NULL);
INSERT INTO "launches" VALUES(1,'derived-13debba54d48','launch-5238ae7c599c','{"claims":[{"attribute":"range","document":"document-458b0afb38b5","end":39,"id":"claim-937b1121e051","mention":"mention-3c9d6557691f","modality":"asserted","quote":"about 450 km","speaker":"JCS","speaker_country":"KR","start":27,"value":{"best":450000.0,"high":472500.0,"low":427500.0,"unit":"m"}},{"attribute":"launch_time","document":"document-458b0afb38b5","end":52,"id":"claim-bccbc1f0799e","mention":"mention-3c9d6557691f","modality":"asserted","quote":"7:11 a.m.","speaker":"JCS","speaker_country":"KR","start":43,"value":{"earliest":"2019-10-01T22:11:00Z","latest":"2019-10-01T22:11:59Z"},"zone":"Asia/Seoul"},{"attribute":"launch_date","document":"document-458b0afb38b5","doubt":"a doubt","end":68,"id":"claim-e95efd54840a","mention":"mention-3c9d6557691f","modality":"asserted","quote":"Oct. 2, 2019","speaker":"JCS","speaker_country":"KR","start":56,"value":"2019-10-02","zone":"Asia/Seoul"},{"attribute":"platform","document":"document-458b0afb38b5","end":143,"id":"claim-908111205954","mention":"mention-3c9d6557691f","modality":"asserted","quote":"submarine","speaker":"narrator","start":134,"value":"submarine"},{"attribute":"range","document":"document-d8c2c1707900","end":39,"id":"claim-474e10a011e2","mention":"mention-255ea2815bce","modality":"asserted","quote":"about 450 km","speaker":"JCS","speaker_country":"KR","start":27,"value":{"best":450000.0,"high":472500.0,"low":427500.0,"unit":"m"}},{"attribute":"launch_time","document":"document-d8c2c1707900","end":52,"id":"claim-b07e86717491","mention":"mention-255ea2815bce","modality":"asserted","quote":"7:11 a.m.","speaker":"JCS","speaker_country":"KR","start":43,"value":{"earliest":"2019-10-01T22:11:00Z","latest":"2019-10-01T22:11:59Z"},"zone":"Asia/Seoul"},{"attribute":"launch_date","document":"document-d8c2c1707900","doubt":"a doubt","end":68,"id":"claim-737b316cf108","mention":"mention-255ea2815bce","modality":"asserted","quote":"Oct. 2, 2019","speaker":"JCS","speaker_country":"KR","start":56,"value":"2019-10-02","zone":"Asia/Seoul"},{"attribute":"platform","document":"document-d8c2c1707900","end":143,"id":"claim-12bdf6374759","mention":"mention-255ea2815bce","modality":"asserted","quote":"submarine","speaker":"narrator","start":134,"value":"submarine"}],"country":"KP","date":"2019-10-02","findings":[{"agreed":true,"attribute":"range","positions":[{"claims":["claim-937b1121e051"],"value":{"best":450000.0,"high":472500.0,"low":427500.0,"unit":"m"}},{"claims":["claim-474e10a011e2"],"value":{"best":450000.0,"high":472500.0,"low":427500.0,"unit":"m"}}]}],"history":[{"document":"document-458b0afb38b5","end":154,"id":"history-144f3aa33bfe","kind":"first_since","mention":"mention-3c9d6557691f","quote":"first from a submarine since 2016","since":"2016","start":121,"zone":"Asia/Seoul"},{"document":"document-d8c2c1707900","end":154,"id":"history-fb72f6c0f382","kind":"first_since","mention":"mention-255ea2815bce","quote":"first from a submarine since 2016","since":"2016","start":121,"zone":"Asia/Seoul"}],"id":"launch-5238ae7c599c","main":true,"mentions":[{"country":"KP","date":"2019-10-02","document":"document-458b0afb38b5","id":"mention-3c9d6557691f","kind":"","main":true,"ordinal":0,"platform":"","site":"","system":"Pukguksong-3","zone":"Asia/Seoul"},{"country":"KP","date":"2019-10-02","document":"document-d8c2c1707900","id":"mention-255ea2815bce","kind":"","main":true,"ordinal":0,"platform":"","site":"","system":"Pukguksong-3","zone":"Asia/Seoul"}],"reactions":[{"actor":"Japan","actor_country":"JP","document":"document-458b0afb38b5","end":108,"id":"reaction-b283ea8bcbfd","mention":"mention-3c9d6557691f","quote":"Tokyo protested","stance":"protests","start":93},{"actor":"Japan","actor_country":"JP","document":"document-d8c2c1707900","end":108,"id":"reaction-75e3ff860617","mention":"mention-255ea2815bce","quote":"Tokyo protested","stance":"protests","start":93}],"zone":"Asia/Seoul"}','2026-03-01T12:30:15.250000Z');
CREATE TABLE mentions (
    reading_id TEXT NOT NULL, id TEXT NOT NULL, ordinal INTEGER NOT NULL, country TEXT NOT NULL, date TEXT,
    main INTEGER NOT NULL, site TEXT NOT NULL, system TEXT NOT NULL, kind TEXT NOT NULL, platform TEXT NOT NULL,
    place INTEGER NOT NULL, PRIMARY KEY (reading_id, place),
    FOREIGN KEY (reading_id) REFERENCES readings (id), UNIQUE (reading_id, id));
INSERT INTO "mentions" VALUES('reading-960a8f02f5d5','mention-3c9d6557691f',0,'KP','{"earliest":"2019-10-01T15:00:00Z","latest":"2019-10-02T14:59:59Z","zone":"Asia/Seoul"}',1,'','Pukguksong-3','','',0);
INSERT INTO "mentions" VALUES('reading-17cf4422526d','mention-255ea2815bce',0,'KP','{"earliest":"2019-10-01T15:00:00Z","latest":"2019-10-02T14:59:59Z","zone":"Asia/Seoul"}',1,'','Pukguksong-3','','',0);
INSERT INTO "mentions" VALUES('reading-69b6df385c42','mention-5732fba4e495',0,'KP','{"earliest":"2019-10-01T15:00:00Z","latest":"2019-10-02T14:59:59Z","zone":"Asia/Seoul"}',1,'','Pukguksong-3','','',0);
INSERT INTO "mentions" VALUES('reading-ebbb7f2aa49e','mention-255ea2815bce',0,'KP','{"earliest":"2019-10-01T15:00:00Z","latest":"2019-10-02T14:59:59Z","zone":"Asia/Seoul"}',1,'','Pukguksong-3','','',0);
CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_utc TEXT NOT NULL);
INSERT INTO "migrations" VALUES(1,'first tables','2026-03-01T12:30:15.250000Z');
CREATE TABLE reactions (
    reading_id TEXT NOT NULL, id TEXT NOT NULL, mention_id TEXT NOT NULL, actor TEXT NOT NULL,
    actor_country TEXT NOT NULL, stance TEXT NOT NULL, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (reading_id, place),
    FOREIGN KEY (reading_id) REFERENCES readings (id));
INSERT INTO "reactions" VALUES('reading-960a8f02f5d5','reaction-b283ea8bcbfd','mention-3c9d6557691f','Japan','JP','protests',93,108,'Tokyo protested',0);
INSERT INTO "reactions" VALUES('reading-17cf4422526d','reaction-75e3ff860617','mention-255ea2815bce','Japan','JP','protests',93,108,'Tokyo protested',0);
INSERT INTO "reactions" VALUES('reading-69b6df385c42','reaction-203c7d43b337','mention-5732fba4e495','Japan','JP','protests',93,108,'Tokyo protested',0);
INSERT INTO "reactions" VALUES('reading-ebbb7f2aa49e','reaction-75e3ff860617','mention-255ea2815bce','Japan','JP','protests',93,108,'Tokyo protested',0);
CREATE TABLE reading_events (
    number INTEGER PRIMARY KEY, reading_id TEXT NOT NULL REFERENCES readings (id),
    document_id TEXT NOT NULL REFERENCES documents (id), added_utc TEXT NOT NULL);
INSERT INTO "reading_events" VALUES(1,'reading-960a8f02f5d5','document-458b0afb38b5','2026-03-01T12:30:15.250000Z');
INSERT INTO "reading_events" VALUES(2,'reading-17cf4422526d','document-d8c2c1707900','2026-03-01T12:30:15.250000Z');
INSERT INTO "reading_events" VALUES(3,'reading-69b6df385c42','document-f56ea5fd11c1','2026-03-01T12:30:15.250000Z');
INSERT INTO "reading_events" VALUES(4,'reading-ebbb7f2aa49e','document-d8c2c1707900','2026-03-01T12:30:15.250000Z');
INSERT INTO "reading_events" VALUES(5,'reading-17cf4422526d','document-d8c2c1707900','2026-03-01T12:30:15.250000Z');
CREATE TABLE readings (id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id));
INSERT INTO "readings" VALUES('reading-960a8f02f5d5','document-458b0afb38b5');
INSERT INTO "readings" VALUES('reading-17cf4422526d','document-d8c2c1707900');
INSERT INTO "readings" VALUES('reading-69b6df385c42','document-f56ea5fd11c1');
INSERT INTO "readings" VALUES('reading-ebbb7f2aa49e','document-d8c2c1707900');
CREATE INDEX reading_events_of_document ON reading_events (document_id, number);
CREATE INDEX reading_events_of_reading ON reading_events (reading_id, number);
CREATE INDEX mentions_by_id ON mentions (id);
CREATE INDEX claims_by_id ON claims (id);
CREATE INDEX claims_of_mention ON claims (reading_id, mention_id);
CREATE INDEX launches_by_id ON launches (id);
CREATE INDEX launch_events_of_key ON launch_events (key, number);
COMMIT;
