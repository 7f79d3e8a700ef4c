-- Whether a signatory's word that the network does not sign ended the agreement, or only put the signature off.
alter table agreement_withheld add column declined boolean default false not null;
